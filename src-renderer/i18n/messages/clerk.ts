// What a clerk reads in place of a text that speaks to the visitor: «Это ваш счёт?» is no question to a clerk.
import type { Locale } from '#contract';
import type { messages } from './index.ts';

export const forClerk: Partial<Record<keyof typeof messages, Record<Locale, string>>> = {
  'absent.placeHeading': { ru: 'Какой адрес у посетителя?', en: 'What is the visitor’s address?' },
  'proof.why': {
    ru: 'Подтверждение проверяет, что посетитель — ответственный плательщик по этому лицевому счёту.',
    en: 'The proof checks that the visitor is the person responsible for paying on this account.',
  },
  'proof.dateHeading': { ru: 'Когда посетитель платил в последний раз?', en: 'When did the visitor last pay?' },
  'proof.sumHeading': { ru: 'Сколько он заплатил в тот день?', en: 'How much did they pay that day?' },
  'statement.title': { ru: 'Счёт посетителя', en: 'The visitor’s account' },
  'find.howHeading': { ru: 'Как найти счёт посетителя?', en: 'How shall we find the visitor’s account?' },
  'find.whichHeading': { ru: 'Какой счёт нужен посетителю?', en: 'Which account does the visitor want?' },
  'find.isItHeading': { ru: 'Это счёт посетителя?', en: 'Is this the visitor’s account?' },
  'find.yes': { ru: 'Подтвердить платежом', en: 'Confirm by a payment' },
  'common.idleHeading': { ru: 'Посетитель ещё здесь?', en: 'Is the visitor still here?' },
  'common.idleText': {
    ru: 'Любое нажатие продолжит работу. Иначе данные посетителя закроются, чтобы их не увидел кто-то другой.',
    en: 'Any touch goes on. Otherwise the visitor’s data is closed so that nobody else sees it.',
  },
  'absent.what': {
    ru: 'Если дома или управляющей компании посетителя нет в списке: записать адрес, напечатать заявление и принять его заполненным.',
    en: 'If the visitor’s house or managing company is not in the list: write the address, print the form and take it filled in.',
  },
  'absent.placeHint': {
    ru: 'Город или посёлок, улица, дом, квартира — со слов посетителя.',
    en: 'Town, street, house and flat, as the visitor says.',
  },
  'find.goodbyeText': {
    ru: 'Данные посетителя закрыты. Квитанцию и документы нужно отдать ему.',
    en: 'The visitor’s data is closed. The papers are to be handed over.',
  },
  'proof.helpDesk': { ru: 'Паспорт посетителя', en: 'The visitor’s passport' },
  'proof.helpDeskText': {
    ru: 'Счёт можно открыть по документу: «Открыть по документу» на экране счёта.',
    en: 'The account can be opened by a document.',
  },
  'proof.helpFormText': {
    ru: 'Посетитель заполняет заявление и показывает паспорт: по нему счёт закрепят за ним.',
    en: 'The visitor fills in the form and shows a passport: it attaches the account to them.',
  },
  'statement.otherAccounts': { ru: 'Счета посетителя', en: 'The visitor’s accounts' },
  'help.signIn': {
    ru: 'Кабинет помнит счета посетителя: не нужно каждый раз искать их и подтверждать платежом. Имя и пароль вводит сам посетитель. Счёт можно открыть и квитанцию напечатать и без входа.',
    en: 'The cabinet remembers the visitor’s accounts. The visitor types the name and the password. An account can be opened and a document printed without signing in, too.',
  },
  'help.home': {
    ru: 'Все счета посетителя и сколько по каждому к оплате. Нажатие на счёт открывает последнее начисление, печать квитанции и оплату.',
    en: 'All accounts of the visitor and what is owed on each. A press on an account opens its last charge, printing and payment.',
  },
  'help.desk': {
    ru: 'Счёт открывают, только убедившись, что он посетителя: по последнему платежу или по документу. Уходя от стойки, заблокируйте экран: кнопка с замком или Ctrl+L. Всё сделанное записывается в журнал.',
    en: 'Open an account only when it is the visitor’s: by its last payment or a document. Lock the screen when you leave the desk: the button with the lock, or Ctrl+L. All that is done goes to the audit log.',
  },
  'help.news': {
    ru: 'Сверху — самые новые. Непрочитанные посетителем отмечены точкой. Новости его дома видны, когда открыт счёт.',
    en: 'The newest come first; those the visitor has not read have a dot. News of the house is shown once an account is open.',
  },
  'help.profile': {
    ru: 'Имя пользователя, почта и телефоны посетителя, согласие на обработку контактов, подписки и недавние входы. Перед изменением почты и телефонов посетитель вводит пароль.',
    en: 'The visitor’s user name, e-mail and phones, consent, mailings, and recent sign-ins. The visitor types the password before e-mail or phones change.',
  },
  'help.attach': {
    ru: 'Счёт добавляют, когда посетитель называет дату и сумму последнего платежа — так видно, что он его. Если платежа не было, посетитель заполняет заявление.',
    en: 'An account is added when the visitor tells the date and the sum of its last payment. If there was none, the visitor fills in the application form.',
  },
  'help.pay': {
    ru: 'Посетитель платит в приложении своего банка: на экране появится код, на него наводят камеру телефона. Данные карты здесь не вводят.',
    en: 'The visitor pays in the app of their bank: a code appears on the screen for the camera of their phone. No card details are typed here.',
  },
  'signIn.nameHeading': { ru: 'Имя пользователя посетителя?', en: 'The visitor’s user name?' },
  'signIn.nameHint': {
    ru: 'То имя, которое посетитель придумал при регистрации.',
    en: 'The one the visitor chose when registering.',
  },
  'signIn.passwordHeading': { ru: 'Пароль вводит посетитель', en: 'The visitor types the password' },
  'register.loginHeading': { ru: 'Имя пользователя придумывает посетитель', en: 'The visitor chooses a user name' },
  'register.emailHeading': { ru: 'Адрес электронной почты посетителя?', en: 'The visitor’s e-mail address?' },
  'register.passwordHeading': { ru: 'Пароль придумывает посетитель', en: 'The visitor chooses a password' },
  'register.passwordHint': {
    ru: 'Обязательно. Не меньше 8 знаков: буквы и цифры. Глаз справа покажет, что введено.',
    en: 'Required. At least 8 characters: letters and digits. The eye on the right shows what was typed.',
  },
  'recover.sent': {
    ru: 'Если такое имя есть, код уже отправлен на его почту. Если введён адрес, письмо придёт на него. Код действует 15 минут.',
    en: 'If there is such a name, the code has been sent to its e-mail. If an address was entered, it comes there. It is valid for 15 minutes.',
  },
  'mail.sent': { ru: 'Отправлено на почту посетителя', en: 'Sent to the visitor’s e-mail' },
  'news.house': { ru: 'О доме посетителя', en: 'About the visitor’s house' },
  'news.houseEmpty': {
    ru: 'Новостей о доме посетителя пока нет. Есть новости для всех домов.',
    en: 'There is no news of the visitor’s house yet. There is news for all houses.',
  },
  'organizations.contractor': { ru: 'Подрядчик по дому посетителя', en: 'Contractor for the visitor’s house' },
  'organizations.works': { ru: 'Работы на доме посетителя', en: 'Works on the visitor’s house' },
  'pay.heading': { ru: 'Сколько посетитель заплатит сейчас?', en: 'How much will the visitor pay now?' },
  'pay.otherText': { ru: 'До копейки, со слов посетителя', en: 'To the kopeck, as the visitor says' },
  'pay.step1': {
    ru: 'Посетитель открывает на телефоне приложение своего банка',
    en: 'The visitor opens the bank’s app on the phone',
  },
  'pay.step2': {
    ru: 'Выбирает оплату по QR-коду и наводит камеру',
    en: 'Chooses payment by QR code and points the camera',
  },
  'pay.step3': { ru: 'Проверяет сумму и подтверждает оплату', en: 'Checks the sum and confirms' },
  'pay.expiredText': {
    ru: 'Этот код больше не действует. Если посетитель успел подтвердить оплату, она найдётся сама; если нет — можно начать ещё раз.',
    en: 'This code is no longer valid. If the visitor did confirm the payment, it will be found by itself; if not, it can be begun again.',
  },
  'profile.emailHint': {
    ru: 'На новый адрес придёт код. Пока он не введён, действует прежний адрес.',
    en: 'A code comes to the new address. The old one serves until it is entered.',
  },
  'profile.consentFirst': {
    ru: 'Телефон и дополнительный адрес фонд хранит только с согласия посетителя. Посетитель читает его и отмечает внизу, затем вводят номер или адрес.',
    en: 'The fund keeps a phone or another address only with the visitor’s consent. The visitor reads it and ticks below; the number or address comes next.',
  },
  'profile.passwordAskHint': {
    ru: 'Так видно, что данные меняет сам посетитель.',
    en: 'To make sure that it is the visitor who changes the data.',
  },
  'profile.passwordChanged': {
    ru: 'Пароль изменён. На других терминалах кабинет посетителя закрыт.',
    en: 'The password is changed. The visitor’s cabinet is closed at other terminals.',
  },
  'profile.postalAddressHeading': { ru: 'Почтовый адрес посетителя', en: 'The visitor’s postal address' },
  'profile.preferred': { ru: 'Как связаться с посетителем?', en: 'How shall the visitor be reached?' },
  'profile.activityNote': {
    ru: 'Если посетитель не узнаёт какой-то вход, ему нужно сменить пароль.',
    en: 'If the visitor does not know one of these, the password is to be changed.',
  },
  'unread.accounts': {
    ru: 'Данные ещё не прочитаны для стольких счетов посетителя: {count}. Уточнить их можно в фонде.',
    en: 'The visitor’s accounts whose data could not be read: {count}. The fund can tell.',
  },
  'data.closed': {
    ru: 'Терминал временно не работает. Примите посетителя за другим рабочим местом.',
    en: 'This terminal is out of order for now. Serve the visitor at another desk.',
  },
  'data.lead': {
    ru: 'Этот экран — о терминале, на котором он открыт.',
    en: 'This screen is about the terminal it is open at.',
  },
  'data.acceptSure': {
    ru: 'Владельцы увидят то, что пришло, на всех терминалах фонда: именно эти числа, не хуже. Принятое действует трое суток. Имя сотрудника и эти числа будут записаны в журнал.',
    en: 'Owners will see what came at every terminal of the fund: these numbers and nothing worse. It is in force for three days. The clerk’s name and these numbers go to the audit log.',
  },
};
