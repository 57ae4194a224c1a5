// How the fund's data comes to this terminal: the line in the frame, and the screen of staff with what to do in each trouble.
import type { Locale } from '#contract';

export const data = {
  'data.renewing': {
    ru: 'Данные на {when}. Загружаем новую копию: {percent}\u00a0%',
    en: 'Data as of {when}. Loading a new copy: {percent}\u00a0%',
  },
  'data.waiting': {
    ru: 'Данные на {when}. Новая копия ждёт очереди.',
    en: 'Data as of {when}. A new copy waits for its turn.',
  },
  'data.notNewer': {
    ru: 'Более новых данных пока нет. Показываем данные на {when}.',
    en: 'There is no newer data yet. Showing data as of {when}.',
  },
  'data.compareHeading': { ru: 'Сравнение с базой фонда', en: 'Comparing with the fund' },
  'data.compareWhat': {
    ru: 'Программа весь день понемногу сравнивает данные терминала с базой фонда и исправляет расхождения. Здесь можно сравнить всё сразу.',
    en: 'All day long the program compares this terminal’s data with the fund’s, bit by bit, and mends what differs. Here everything is compared at once.',
  },
  'data.compare': { ru: 'Сравнить сейчас', en: 'Compare now' },
  'data.comparing': {
    ru: 'Сравниваем. Для большого региона это несколько минут, терминал работает как обычно.',
    en: 'Comparing. It takes minutes for a large region; the terminal works as usual.',
  },
  'data.comparedSame': {
    ru: 'Сравнено {when}, строк: {rows}. Расхождений нет.',
    en: 'Compared {when}, rows: {rows}. Nothing differs.',
  },
  'data.comparedMended': {
    ru: 'Сравнено {when}, строк: {rows}. Расхождения исправлены, строк: {mended}.',
    en: 'Compared {when}, rows: {rows}. What differed is mended, rows: {mended}.',
  },
  'data.comparedLeft': {
    ru: 'Сравнено {when}, строк: {rows}. Исправлено: {mended}. Не удалось сравнить или исправить: {left}. Сообщите администратору базы фонда: подробности — в журнале программы, строки reconcile.',
    en: 'Compared {when}, rows: {rows}. Mended: {mended}. Not compared or not mended: {left}. Tell the fund’s database administrator: the program’s log has it under reconcile.',
  },
  'data.comparedNothing': {
    ru: 'Сравнить не удалось: нет связи с фондом, или данные сейчас обновляются. Попробуйте через несколько минут.',
    en: 'It could not be compared: the fund does not answer, or the data is being renewed. Try in a few minutes.',
  },
  'data.closed': {
    ru: 'Терминал временно не работает. Подойдите, пожалуйста, к стойке: там откроют ваш счёт.',
    en: 'This terminal is out of order for now. Please come to the desk: your account is opened there.',
  },
  'data.nothingYet': {
    ru: 'Данных фонда здесь пока нет. Подойдите, пожалуйста, к стойке.',
    en: 'There is no data of the fund here yet. Please come to the desk.',
  },
  'data.noneAtDesk': {
    ru: 'Данных фонда здесь пока нет. Войдите и откройте «Данные фонда»: там сказано, что случилось и что делать.',
    en: 'There is no data of the fund here yet. Sign in and open “The fund’s data”: it tells what happened and what to do.',
  },

  'data.title': { ru: 'Данные фонда', en: 'The fund’s data' },
  'data.text': {
    ru: 'На какой час данные и что мешает новым',
    en: 'How fresh the data is, and what keeps newer data away',
  },
  'data.lead': {
    ru: 'Этот экран — о том терминале, за которым вы сейчас работаете.',
    en: 'This screen is about the terminal you are working at.',
  },
  'data.asOf': { ru: 'Владельцам показаны данные на {when}.', en: 'Owners are shown the data as of {when}.' },
  'data.none': { ru: 'Владельцам показывать пока нечего.', en: 'There is nothing to show to owners yet.' },
  'data.well': { ru: 'Новые данные приходят, делать ничего не нужно.', en: 'New data comes; there is nothing to do.' },
  'data.loading': {
    ru: 'Загружается полная копия данных. Это пройдёт само, ждать — от минут до часа.',
    en: 'A whole copy of the data is being loaded. It ends by itself, in minutes or within an hour.',
  },
  'data.waits': {
    ru: 'Нужна новая полная копия данных. Сейчас копируют другие терминалы; очередь дойдёт сама, до тех пор новые данные сюда не приходят.',
    en: 'A new whole copy of the data is needed. Other terminals are copying now; the turn comes by itself, and until then no new data comes here.',
  },
  'data.since': { ru: 'С {when}', en: 'Since {when}' },
  'data.reason': { ru: 'Сообщение для того, кто будет чинить', en: 'The message for whoever mends it' },

  'data.trouble.unreachable': { ru: 'Нет связи с базой фонда', en: 'The fund’s database cannot be reached' },
  'data.do.unreachable': {
    ru: 'Проверьте, есть ли сеть у этого компьютера. Если сеть есть, сообщите администратору базы фонда. Связь восстановится сама.',
    en: 'Check that this computer has a network. If it has, tell the administrator of the fund’s database. The connection comes back by itself.',
  },
  'data.trouble.unreadable': { ru: 'Данные фонда не читаются', en: 'The fund’s data cannot be read' },
  'data.do.unreadable': {
    ru: 'Связь есть, но база отвечает ошибкой. Передайте сообщение ниже администратору базы фонда: сеть и этот терминал исправны.',
    en: 'There is a connection, but the database answers with an error. Pass the message below to the administrator of the fund’s database: the network and this terminal are fine.',
  },
  'data.trouble.notAccepted': { ru: 'Данные фонда не приняты', en: 'The fund’s data is not accepted' },
  'data.do.notAccepted': {
    ru: 'В базе фонда пропало или испорчено слишком много. Владельцам показываем прежние данные. Спросите администратора базы, так ли задумано. Если ошибка — он исправит, и данные придут сами. Если так и нужно, данные принимает администратор — здесь или на любом другом терминале фонда.',
    en: 'Too much is gone or spoilt in the fund’s database. Owners are shown the data of before. Ask the database’s administrator whether it is meant to be so. A mistake is mended there, and the data comes by itself. If it is meant, an administrator accepts the data, here or at any other terminal of the fund.',
  },
  'data.do.firstNotAccepted': {
    ru: 'В базе фонда нет нужного или слишком много испорчено, поэтому терминал не открыт владельцам. Покажите таблицу администратору базы фонда. Когда он исправит, терминал откроется сам.',
    en: 'The fund’s database lacks what is needed, or too much of it is spoilt, so this terminal is not open to owners. Show the table to the administrator of the fund’s database. Once it is mended, the terminal opens by itself.',
  },
  'data.trouble.timeLimit': {
    ru: 'База фонда прервала запрос по времени',
    en: 'A time limit at the fund ended a query',
  },
  'data.do.timeLimit': {
    ru: 'База отвечает слишком долго или в ней стоит предел времени. Терминал попробует ещё раз сам. Если не пройдёт за час, передайте сообщение ниже администратору базы фонда.',
    en: 'The database is too slow, or a time limit is set there. The terminal tries again by itself. If it does not pass within an hour, give the message below to the administrator of the fund’s database.',
  },
  'data.trouble.diskFull': {
    ru: 'На этом терминале кончилось место на диске',
    en: 'This terminal’s disk is full',
  },
  'data.do.diskFull': {
    ru: 'Позовите того, кто обслуживает этот компьютер: нужно освободить место. Дальше терминал заработает сам. До этого счета здесь не открываются.',
    en: 'Call whoever looks after this computer: room must be made on its disk. The terminal then goes on by itself. Until then accounts cannot be opened here.',
  },
  'data.trouble.diskUnwritable': {
    ru: 'На диск этого терминала нельзя записать',
    en: 'This terminal’s disk cannot be written',
  },
  'data.do.diskUnwritable': {
    ru: 'Позовите того, кто обслуживает этот компьютер: диск неисправен или открыт только для чтения. Когда запись вернётся, терминал заработает сам. До этого счета здесь не открываются.',
    en: 'Call whoever looks after this computer: its disk fails or can only be read. Once it can be written, the terminal goes on by itself. Until then accounts cannot be opened here.',
  },
  'data.trouble.noRoom': {
    ru: 'Новые данные не помещаются на диск этого терминала',
    en: 'There is no room on this terminal’s disk for new data',
  },
  'data.do.noRoom': {
    ru: 'Владельцам показываем прежние данные. Позовите того, кто обслуживает этот компьютер: на диске нужно место для ещё одной копии. Дальше терминал возьмёт данные сам.',
    en: 'Owners are shown the data of before. Call whoever looks after this computer: its disk needs room for one more copy. The terminal then takes the data by itself.',
  },
  'data.trouble.fault': { ru: 'Ошибка программы', en: 'An error of the program' },
  'data.do.fault': {
    ru: 'Данные не обновляются из-за ошибки в самой программе. Передайте сообщение ниже и журнал программы тем, кто её поддерживает.',
    en: 'The data is not renewed because of an error in the program itself. Pass the message below and the program’s log to those who support it.',
  },

  'data.identity.loginTaken': {
    ru: 'Под входом этого терминала работает другой терминал',
    en: 'Another terminal works by this terminal’s login',
  },
  'data.identityDo.loginTaken': {
    ru: 'Пока это так, журнал, платежи и кабинет отсюда в фонд не попадают: они сохранены здесь. Сообщите администратору базы фонда: этому терминалу нужен свой вход. Если программу переустановили, администратор освободит прежний вход.',
    en: 'Until this is mended the audit log, payments and the Cabinet do not reach the fund from here; they are kept here. Tell the administrator of the fund’s database: this terminal needs a login of its own. If the program was installed anew, the administrator frees the former login.',
  },
  'data.identity.terminalTaken': {
    ru: 'Этот терминал закреплён за другим входом в базу фонда',
    en: 'This terminal is bound to another login of the fund’s database',
  },
  'data.identityDo.terminalTaken': {
    ru: 'Пока это так, журнал, платежи и кабинет отсюда в фонд не попадают: они сохранены здесь. Сообщите администратору базы фонда, сменили ли этому терминалу вход или сюда скопировали диск другого терминала.',
    en: 'Until this is mended the audit log, payments and the Cabinet do not reach the fund from here; they are kept here. Tell the administrator of the fund’s database whether this terminal was given another login, or another terminal’s disk was copied here.',
  },
  'data.identity.twice': {
    ru: 'Этот терминал работает сразу в двух местах',
    en: 'This terminal works in two places at once',
  },
  'data.identityDo.twice': {
    ru: 'Диск этого терминала скопировали на другой компьютер. Сообщите тому, кто обслуживает компьютеры: лишний нужно выключить и удалить на нём папку данных программы. На настоящем терминале ничего удалять нельзя: строки журнала, которые фонд пока не принял, ждут на нём.',
    en: 'This terminal’s disk was copied to another computer. Tell whoever looks after the computers: the extra one must be switched off and the program’s data folder deleted there. Delete nothing at the true terminal: lines of the audit log which the fund has not taken yet wait there.',
  },
  'data.identity.parted': {
    ru: 'Диск этого терминала скопирован или возвращён из старой копии',
    en: 'This terminal’s disk was copied, or put back from an older copy',
  },
  'data.identityDo.parted': {
    ru: 'В базе фонда есть строки журнала этого терминала, которых здесь нет. Всё, что пишется здесь, фонд принимает отдельной ветвью: ничего не потеряно. Сообщите тому, кто обслуживает компьютеры: нужно проверить, не работает ли копия этого терминала на другом компьютере и не возвращали ли его диск из старой копии.',
    en: 'The fund has lines of this terminal’s audit log that are not here. What is written here is taken by the fund as a branch of its own: nothing is lost. Tell whoever looks after the computers to check whether a copy of this terminal works on another computer, or whether its disk was put back from an older copy.',
  },

  'data.outbox.damaged': {
    ru: 'Файл этого терминала был повреждён',
    en: 'This terminal’s own file was damaged',
  },
  'data.outbox.gone': { ru: 'Файл этого терминала пропал', en: 'This terminal’s own file was gone' },
  'data.outbox.older': {
    ru: 'Файл этого терминала оказался старым',
    en: 'This terminal’s own file turned out to be an old one',
  },
  'data.outboxDo': {
    ru: 'Там хранится то, что ещё не отправлено в фонд: журнал, оплаты, замки после ошибок. Всё, что удалось прочесть, спасено. Сообщите тому, кто обслуживает этот компьютер: диск нужно проверить.',
    en: 'It holds what has not been sent to the fund yet: the audit log, payments, locks after mistakes. All that could be read was saved. Tell whoever looks after this computer: its disk should be checked.',
  },
  'data.outboxSaved': { ru: 'Спасено строк для фонда: {lines}.', en: 'Lines saved for the fund: {lines}.' },
  'data.outboxLost': { ru: 'Прочитано не всё: {lost}.', en: 'Not all could be read of: {lost}.' },
  'data.outboxUnread.lines': { ru: 'строки для фонда', en: 'lines for the fund' },
  'data.outboxUnread.locks': {
    ru: 'замки после ошибок — первые 15 минут счета по ответам не открывались',
    en: 'locks after mistakes: for the first 15 minutes no account opened by answers',
  },
  'data.outboxUnread.payments': {
    ru: 'оплаты картой — их список берём из базы фонда, до этого новых не начинаем',
    en: 'card payments: their list is taken from the fund’s database, and none is begun before',
  },
  'data.outboxUnread.jobs': { ru: 'задания печати и отметки «КОПИЯ»', en: 'print jobs and marks of copies' },
  'data.outboxFile': {
    ru: 'Прежний файл сохранён в папке данных программы: {file}. Не удаляйте его, пока диск не проверят.',
    en: 'The old file is kept in the program’s data folder: {file}. Do not delete it before the disk has been checked.',
  },
  'data.outboxSeen': { ru: 'Понятно, сообщу', en: 'I see, I will pass it on' },
  'data.outboxNoted': { ru: 'Записано в журнал.', en: 'Written into the audit log.' },

  'data.entity': { ru: 'Что', en: 'What' },
  'data.before': { ru: 'Было', en: 'Before' },
  'data.now': { ru: 'Пришло', en: 'What came' },
  'data.aside': { ru: 'Не читается или пусто', en: 'Unreadable or empty' },
  'data.why.emptied': { ru: 'пусто', en: 'empty' },
  'data.why.shrunk': { ru: 'стало меньше', en: 'fewer' },
  'data.why.setAside': { ru: 'строки не читаются', en: 'unreadable rows' },
  'data.why.doubtful': { ru: 'столбец опустел или не читается', en: 'a column is empty or unreadable' },
  'data.accept': { ru: 'Принять эти данные', en: 'Accept this data' },
  'data.acceptHeading': { ru: 'Принять эти данные?', en: 'Accept this data?' },
  'data.acceptSure': {
    ru: 'Владельцы увидят то, что пришло, на всех терминалах фонда: именно эти числа, не хуже. Принятое действует трое суток. Ваше имя и эти числа будут записаны в журнал.',
    en: 'Owners will see what came at every terminal of the fund: these numbers and nothing worse. It is in force for three days. Your name and these numbers go to the audit log.',
  },
  'data.acceptYes': { ru: 'Да, принять', en: 'Yes, accept' },
  'data.acceptNo': { ru: 'Не принимать', en: 'Do not accept' },
  'data.accepted': {
    ru: 'Принято. Новые данные появятся через минуту, на других терминалах — через две.',
    en: 'Accepted. The new data appears within a minute, at other terminals within two.',
  },
  'data.onlyAdmin': {
    ru: 'Принять эти данные может только администратор: он входит на этом или на другом терминале фонда.',
    en: 'Only an administrator can accept this data, signed in at this or another terminal of the fund.',
  },

  'data.of.organization': { ru: 'Организации', en: 'Organizations' },
  'data.of.office': { ru: 'Офисы', en: 'Offices' },
  'data.of.house': { ru: 'Дома', en: 'Houses' },
  'data.of.house_account': { ru: 'Банковские счета домов', en: 'Bank accounts of houses' },
  'data.of.premises': { ru: 'Помещения', en: 'Premises' },
  'data.of.account': { ru: 'Лицевые счета', en: 'Accounts' },
  'data.of.house_work': { ru: 'Работы по домам', en: 'Works on houses' },
  'data.of.tariff': { ru: 'Размеры взноса', en: 'Contribution rates' },
  'data.of.key_rate': { ru: 'Ключевые ставки', en: 'Key rates' },
  'data.of.penalty_rule': { ru: 'Правила пеней', en: 'Penalty rules' },
  'data.of.rate_cap': { ru: 'Пределы ставки', en: 'Rate caps' },
  'data.of.moratorium': { ru: 'Моратории', en: 'Moratoria' },
  'data.of.news': { ru: 'Новости', en: 'News' },
  'data.of.period_balance': { ru: 'Сальдо по месяцам', en: 'Monthly balances' },
  'data.of.charge_line': { ru: 'Строки начислений', en: 'Charge lines' },
  'data.of.payment': { ru: 'Платежи', en: 'Payments' },
} as const satisfies Record<string, Record<Locale, string>>;
