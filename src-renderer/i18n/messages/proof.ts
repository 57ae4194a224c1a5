// Texts of the proof screens.
import type { Locale } from '#contract';

export const proof = {
  'proof.step': { ru: 'Вопрос {step} из {steps}', en: 'Question {step} of {steps}' },
  'proof.account': { ru: 'Счёт: {address}', en: 'Account: {address}' },
  'proof.why': {
    ru: 'Подтверждение нужно, чтобы проверить, что вы — ответственный плательщик по этому лицевому счёту.',
    en: 'The proof checks that you are the person responsible for paying on this account.',
  },
  'proof.dateHeading': { ru: 'Когда вы платили в последний раз?', en: 'When did you last pay?' },
  'proof.anyOfLast': {
    ru: 'Подойдёт любой из трёх последних платежей.',
    en: 'Any of your last three payments will do.',
  },
  'proof.dateLabel': { ru: 'Дата последнего платежа', en: 'Date of the last payment' },
  'proof.dateWhere': {
    ru: 'Дата есть на чеке банка или почты и в приложении банка. Платили в последние дни? Введите предыдущий платёж: новый фонд мог ещё не получить.',
    en: 'The date is on the receipt of the bank or the post office, and in your bank’s app. Paid in the last days? Enter the payment before it: the fund may not have the new one yet.',
  },
  'proof.sumHeading': { ru: 'Сколько вы заплатили в тот день?', en: 'How much did you pay that day?' },
  'proof.sumLabel': { ru: 'Сумма платежа', en: 'Sum of the payment' },
  'proof.sumWhere': {
    ru: 'Сумма взноса — без комиссии банка, до копейки. Если платили дважды в один день, введите одну из сумм.',
    en: 'The payment itself, without the bank’s fee, to the kopeck. If you paid twice that day, enter one of the sums.',
  },
  'proof.sumSample': { ru: 'рубли,копейки', en: 'rubles,kopecks' },
  'proof.numberHeading': { ru: 'Номер лицевого счёта', en: 'The account number' },
  'proof.numberLabel': { ru: 'Номер лицевого счёта', en: 'Account number' },
  'proof.numberWhere': {
    ru: 'Номер стоит на квитанции после слов «Лицевой счёт» и в приложении банка, в истории платежа.',
    en: 'It stands on the payment document after «Лицевой счёт» and in your bank’s app with the payment.',
  },
  'proof.numberWhy': {
    ru: 'Спрашиваем и номер, чтобы платёж не смог угадать посторонний.',
    en: 'The number is asked for too, so that nobody else can guess the payment.',
  },
  'proof.pictureHeading': { ru: 'Введите цифры с картинки', en: 'Enter the digits from the picture' },
  'proof.pictureLabel': { ru: 'Цифры с картинки', en: 'Digits from the picture' },
  'proof.pictureAlt': { ru: 'Картинка с цифрами', en: 'A picture with digits' },
  'proof.pictureMistakes': { ru: 'Было несколько неудачных попыток.', en: 'There were several failed attempts.' },
  'proof.pictureWhy': {
    ru: 'Цифры нужны, чтобы данные не подбирала машина.',
    en: 'The digits keep machines from guessing.',
  },
  'proof.pictureCannot': {
    ru: 'Если цифры не видны, попросите другую картинку или сотрудника у стойки.',
    en: 'If you cannot see the digits, ask for another picture or for help at the desk.',
  },
  'proof.pictureOther': { ru: 'Другая картинка', en: 'Another picture' },
  'proof.check': { ru: 'Проверить', en: 'Check' },
  'proof.checking': { ru: 'Проверяем…', en: 'Checking…' },
  'proof.chequePicture': {
    ru: 'Чек: дата и сумма платежа',
    en: 'A receipt: the date and the sum of the payment',
  },
  'proof.chequeTitle': { ru: 'ЧЕК', en: 'RECEIPT' },
  'proof.chequeDate': { ru: 'Дата', en: 'Date' },
  'proof.chequeSum': { ru: 'Сумма', en: 'Sum' },
  'proof.noReceipt': { ru: 'У меня нет чека', en: 'I have no receipt' },
  'proof.helpHeading': { ru: 'Если чека нет', en: 'If you have no receipt' },
  'proof.helpBank': { ru: 'Посмотрите в телефоне', en: 'Look in your phone' },
  'proof.helpBankText': {
    ru: 'В приложении банка найдите последний платёж за капитальный ремонт: там есть и дата, и сумма. Платили в последние дни? Введите предыдущий платёж.',
    en: 'In your bank’s app find the last payment for capital repair: it has the date and the sum. Paid in the last days? Enter the payment before it.',
  },
  'proof.helpDesk': { ru: 'Подойдите к стойке с паспортом', en: 'Come to the desk with your passport' },
  'proof.helpDeskText': {
    ru: 'Сотрудник проверит документ и сам откроет ваш счёт. Это займёт пару минут.',
    en: 'Staff will check your document and open the account for you. It takes a couple of minutes.',
  },
  'proof.helpForm': { ru: 'Никогда не платили?', en: 'Never paid?' },
  'proof.helpFormText': {
    ru: 'Напечатайте заявление и отдайте его у стойки вместе с паспортом: по нему счёт закрепят за вами.',
    en: 'Print the application form and hand it in at the desk with your passport: it attaches the account to you.',
  },
  'proof.lockedHeading': { ru: 'Ввод временно закрыт', en: 'Entry is closed for now' },
  'proof.kioskLockedHeading': { ru: 'Киоск временно не принимает ввод', en: 'This kiosk takes no answers for now' },
  'proof.otherAccount': { ru: 'Искать другой счёт', en: 'Find another account' },
} as const satisfies Record<string, Record<Locale, string>>;
