// Texts of card payment.
import type { Locale } from '#contract';

export const pay = {
  'pay.title': { ru: 'Оплата', en: 'Payment' },
  'pay.heading': { ru: 'Сколько заплатить сейчас?', en: 'How much will you pay now?' },
  'pay.debt': { ru: 'Всё, что к оплате', en: 'All that is to pay' },
  'pay.rest': { ru: 'Осталось заплатить', en: 'What is left to pay' },
  'pay.month': { ru: 'Только за последний месяц', en: 'The last month only' },
  'pay.other': { ru: 'Другая сумма', en: 'Another sum' },
  'pay.otherText': { ru: 'Введите сами, до копейки', en: 'Type it yourself, to the kopeck' },
  'pay.noDebt': {
    ru: 'Долга по этому счёту нет. Можно заплатить вперёд: деньги пойдут в счёт следующих месяцев.',
    en: 'There is no debt. You may pay in advance: it counts towards the months to come.',
  },
  'pay.overMost': {
    ru: 'По коду можно заплатить не больше {most} за раз. К оплате — {debt}: заплатите его частями или по квитанции.',
    en: 'By the code you can pay at most {most} at a time. To pay is {debt}: pay it in parts, or by the payment document.',
  },
  'pay.overMostInParts': {
    ru: 'По коду можно заплатить не больше {most} за раз. К оплате — {debt}: заплатите его частями.',
    en: 'By the code you can pay at most {most} at a time. To pay is {debt}: pay it in parts.',
  },
  'pay.underLeast': {
    ru: 'По коду можно заплатить не меньше {least}. К оплате — {debt}: его можно заплатить вместе со следующим взносом.',
    en: 'By the code you can pay {least} or more. To pay is {debt}: it can be paid with the next contribution.',
  },
  'pay.otherHeading': { ru: 'Введите сумму', en: 'Enter the sum' },
  'pay.otherLabel': { ru: 'Сумма оплаты', en: 'Sum to pay' },
  'pay.otherHint': { ru: 'От {least} до {most}', en: 'From {least} to {most}' },
  'pay.go': { ru: 'Показать код для оплаты', en: 'Show the code' },
  'pay.unavailable': { ru: 'Оплата картой сейчас не работает', en: 'Card payment does not work now' },
  'pay.document': { ru: 'Взять квитанцию', en: 'Take a payment document' },
  'pay.documentText': {
    ru: 'По квитанции можно заплатить в банке, на почте или в приложении банка.',
    en: 'You can pay by the document in a bank, at the post office or in your bank’s app.',
  },
  'pay.documentAskText': {
    ru: 'Куда платить за этот дом, фонд не знает. В квитанции написано, у кого спросить.',
    en: 'The fund does not know where to pay for this house. The document says whom to ask.',
  },

  'pay.creating': { ru: 'Готовим код для оплаты…', en: 'Preparing the code…' },
  'pay.creatingText': { ru: 'Это занимает несколько секунд.', en: 'It takes a few seconds.' },
  'pay.unknown': { ru: 'Ждём ответа банка', en: 'Waiting for the bank' },
  'pay.unknownText': {
    ru: 'Банк пока не отвечает. Не платите второй раз: мы спрашиваем снова и снова, пока не узнаем, прошла ли оплата.',
    en: 'The bank does not answer yet. Please do not pay again: we keep asking until we know.',
  },
  'pay.unknownLeave': {
    ru: 'Ждать у экрана не нужно: когда ответ придёт, оплата появится на экране счёта.',
    en: 'No need to wait here: once the answer comes, the payment is shown with the account.',
  },
  'pay.leave': { ru: 'К счёту', en: 'To the account' },

  'pay.qrHeading': { ru: 'Этот код — для оплаты сейчас', en: 'This code is for paying now' },
  'pay.qrLabel': { ru: 'Код для оплаты сейчас, {sum}', en: 'The code for paying {sum} now' },
  'pay.step1': { ru: 'Откройте на телефоне приложение своего банка', en: 'Open your bank’s app on your phone' },
  'pay.step2': {
    ru: 'Выберите оплату по QR-коду и наведите камеру',
    en: 'Choose payment by QR code and point the camera',
  },
  'pay.step3': { ru: 'Проверьте сумму и подтвердите оплату', en: 'Check the sum and confirm' },
  'pay.left': { ru: 'Код действует ещё {time}', en: 'The code is valid for {time}' },
  'pay.minutes': { ru: '{count}\u00a0мин', en: '{count}\u00a0min' },
  'pay.seconds': { ru: '{count}\u00a0с', en: '{count}\u00a0s' },
  'pay.leftEnding': { ru: 'Время кода вышло, спрашиваем банк…', en: 'The code’s time is over, asking the bank…' },
  'pay.notPaper': {
    ru: 'Код на бумажной квитанции — другой: в нём только реквизиты, и экран не узнает о такой оплате.',
    en: 'The code on the paper is another one: it holds bank details only, and this screen will not know of such a payment.',
  },
  'pay.watching': {
    ru: 'Экран сам узнает, когда оплата пройдёт.',
    en: 'The screen will know by itself when you have paid.',
  },
  'pay.cancel': { ru: 'Отменить оплату', en: 'Cancel the payment' },
  'pay.cancelHeading': { ru: 'Отменить оплату?', en: 'Cancel the payment?' },
  'pay.cancelText': {
    ru: 'Код нельзя отозвать: банк примет по нему оплату, пока не выйдет его время. Отменяйте, только если оплата на телефоне не подтверждена. Подтверждённая не потеряется: она найдётся и появится на экране счёта.',
    en: 'A code cannot be taken back: the bank accepts it until its time is over. Cancel only if you have not confirmed on your phone. A confirmed payment is not lost: it will be found and shown with the account.',
  },
  'pay.cancelNo': { ru: 'Продолжить оплату', en: 'Go on paying' },

  'pay.succeeded': { ru: 'Оплата принята', en: 'The payment is accepted' },
  'pay.succeededText': {
    ru: 'Оплата {sum} принята, будет зачислена. Сумма к оплате уменьшится, когда фонд учтёт платёж.',
    en: 'Your {sum} is accepted, to be credited. The sum to pay goes down once the fund has posted it.',
  },
  'pay.slip': { ru: 'Напечатать подтверждение', en: 'Print the slip' },
  'pay.slipDone': { ru: 'Подтверждение напечатано. Заберите его.', en: 'The slip is printed. Please take it.' },
  'pay.slipPrinting': { ru: 'Печатаем…', en: 'Printing…' },
  'pay.declined': { ru: 'Банк отклонил оплату', en: 'The bank declined the payment' },
  'pay.declinedText': {
    ru: 'Деньги не списаны. Проверьте остаток и ограничения карты в приложении банка или возьмите другую карту.',
    en: 'Nothing was charged. Check the balance and the limits of the card in your bank’s app, or take another card.',
  },
  'pay.expired': { ru: 'Время оплаты вышло', en: 'The time to pay is over' },
  'pay.expiredText': {
    ru: 'Этот код больше не действует. Если вы успели подтвердить оплату, она найдётся сама; если нет — попробуйте ещё раз.',
    en: 'This code is no longer valid. If you did confirm the payment, it will be found by itself; if not, begin again.',
  },
  'pay.stopped': { ru: 'Мы больше не ждём эту оплату', en: 'We no longer wait for this payment' },
  'pay.stoppedText': {
    ru: 'Код на {sum} ещё действует до {until} — не оплачивайте по нему. Если оплата уже подтверждена в приложении банка, она найдётся сама и появится на экране счёта.',
    en: 'The code for {sum} is still valid until {until}: please do not pay by it. If you have confirmed it in your bank’s app already, it will be found by itself and shown with the account.',
  },
  'pay.refunded': { ru: 'Оплата возвращена', en: 'The payment was refunded' },
  'pay.refundedText': {
    ru: 'Фонд вернул {sum}. Деньги придут туда, откуда были уплачены, — обычно за несколько дней.',
    en: 'The fund gave {sum} back. The money returns to where it was paid from, usually within some days.',
  },
  'pay.cancelled': { ru: 'Оплата отменена', en: 'The payment is cancelled' },
  'pay.cancelledText': {
    ru: 'Деньги не списаны: по этому коду никто не заплатил, и больше он не действует. Можно попробовать ещё раз.',
    en: 'Nothing was charged: nobody paid by this code, and it is no longer valid. You can begin again.',
  },
  'pay.again': { ru: 'Попробовать ещё раз', en: 'Try again' },
  'pay.cancelFailed': {
    ru: 'Отменить не удалось: банк не отвечает. Не подтверждайте оплату на телефоне — код скоро перестанет действовать.',
    en: 'Cancelling failed: the bank does not answer. Do not confirm on your phone; the code will soon be invalid.',
  },

  'pending.succeeded': {
    ru: 'Оплата {sum} от {when} принята, будет зачислена.',
    en: 'The payment of {sum} made {when} is accepted, to be credited.',
  },
  'pending.going': {
    ru: 'Оплата {sum} от {when} начата и не завершена.',
    en: 'The payment of {sum} begun {when} is not finished.',
  },
  'pending.unknown': {
    ru: 'Оплата {sum} от {when}: банк ещё не ответил. Не платите второй раз — мы проверяем.',
    en: 'The payment of {sum} made {when}: the bank has not answered yet. Do not pay again: we are checking.',
  },
  'pending.live': {
    ru: 'Код на {sum} больше не ждём, но он действует до {until}: не оплачивайте по нему. Если оплата по нему подтверждена, она появится здесь сама.',
    en: 'We no longer wait for the code for {sum}, but it is valid until {until}: please do not pay by it. If it was paid, that will be shown here by itself.',
  },
  'pending.liveQuestion': {
    ru: 'Чтобы не заплатить дважды, подождите до {until}. Если оплаты по прежнему коду точно не было, можно начать новую.',
    en: 'So as not to pay twice, wait until {until}. If you are sure that you did not pay by the earlier code, you can begin a new payment.',
  },
  'pending.notPaid': { ru: 'По прежнему коду точно не платили', en: 'The earlier code was certainly not paid' },
  'pending.notPaidText': { ru: 'Начать новую оплату', en: 'Begin a new payment' },
  'pending.refunded': {
    ru: 'Оплата {sum} от {when} возвращена: деньги придут туда, откуда были уплачены, обычно за несколько дней.',
    en: 'The payment of {sum} made {when} was refunded: the money returns to where it was paid from, usually within some days.',
  },
  'pending.partRefunded': {
    ru: 'Оплата {sum} от {when} принята. Возвращено {refunded}, будет зачислено {rest}.',
    en: 'The payment of {sum} made {when} is accepted. {refunded} was refunded, {rest} is to be credited.',
  },
  'pending.return': { ru: 'Вернуться к оплате', en: 'Back to the payment' },
  'pending.check': { ru: 'Спросить банк ещё раз', en: 'Ask the bank again' },
  'pending.wait': {
    ru: 'Новую оплату можно начать, когда банк ответит. А квитанцию можно взять сейчас.',
    en: 'A new payment can begin once the bank answers. A payment document can be taken now.',
  },
  'pending.first': {
    ru: 'Чтобы не заплатить дважды, сначала закончите или отмените её.',
    en: 'So as not to pay twice, finish or cancel it first.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
