// Texts of «Справка»: the purpose of a section and what can be done there, in two or three sentences.
import type { Locale } from '#contract';

export const helpTexts = {
  'help.signIn': {
    ru: 'Кабинет помнит ваши счета: не нужно каждый раз искать их и подтверждать платежом. Посмотреть счёт и напечатать квитанцию можно и без входа.',
    en: 'The cabinet remembers your accounts: no need to find and confirm them every time. You can see an account and print a document without signing in, too.',
  },
  'help.home': {
    ru: 'Здесь все ваши счета и сколько по каждому к оплате. Нажмите на счёт, чтобы увидеть последнее начисление, напечатать квитанцию или заплатить.',
    en: 'All your accounts and what is owed on each. Tap an account to see its last charge, print the document or pay.',
  },
  'help.charges': {
    ru: 'Сколько начислено по месяцам. Выберите месяцы ниже; нажмите на строку, чтобы увидеть, из чего сложилась сумма.',
    en: 'What was charged, month by month. Choose the months below; tap a row to see what its sum is made of.',
  },
  'help.payments': {
    ru: 'Платежи, которые фонд уже зачислил. Новый платёж появляется здесь через несколько дней после оплаты.',
    en: 'Payments the fund has credited. A new payment appears here a few days after it was made.',
  },
  'help.organizations': {
    ru: 'Кто собирает взносы и кто обслуживает дом: тарифы, телефоны, адреса и часы работы, банковские реквизиты.',
    en: 'Who collects the contributions and who looks after the house: tariffs, phones, addresses, hours, bank details.',
  },
  'help.fund': {
    ru: 'Тарифы фонда, телефоны, адреса и часы работы офисов, банковские реквизиты для оплаты.',
    en: 'The fund’s tariffs, phones, offices with their hours, and bank details.',
  },
  'help.news': {
    ru: 'Сверху — самые новые. Непрочитанные отмечены точкой. Новости вашего дома видны, когда открыт счёт.',
    en: 'The newest come first; unread ones have a dot. News of your house is shown once an account is open.',
  },
  'help.profile': {
    ru: 'Ваше имя пользователя, почта и телефоны, согласие на обработку контактов, подписки и список недавних входов. Перед изменением почты и телефонов спросим пароль.',
    en: 'Your user name, e-mail and phones, your consent, mailings, and recent sign-ins. We ask for the password before e-mail or phones change.',
  },
  'help.attach': {
    ru: 'Чтобы добавить счёт, найдите его и введите дату и сумму последнего платежа — так мы убедимся, что он ваш. Если платежа не было, напечатайте заявление и отдайте его сотруднику.',
    en: 'To add an account, find it and give the date and the sum of its last payment. If there was none, print the application form and hand it to the staff.',
  },
  'help.pay': {
    ru: 'Оплата идёт через приложение вашего банка: на экране появится код, наведите на него камеру телефона. Данные карты здесь не вводят.',
    en: 'You pay in your bank’s app: a code appears on the screen, point your phone at it. No card details are typed here.',
  },
  'help.desk': {
    ru: 'Счёт открывают, только убедившись, что он посетителя: по последнему платежу или по документу. Уходя от стойки, завершите смену. Всё сделанное записывается в журнал.',
    en: 'Open an account only when it is the visitor’s: by its last payment or a document. End the shift when you leave the desk. All that is done goes to the audit log.',
  },
} as const satisfies Record<`help.${string}`, Record<Locale, string>>;
