// What can be wrong with who a terminal says it is at the fund, in words for its log and for whoever starts it.
import { z } from 'zod';

/**
 * Its login is another terminal's, its id is another login's, two machines are it at once, because its disk was copied, or its audit log has parted
 * from what the fund has of it.
 */
export const IdentityFault = z.enum(['loginTaken', 'terminalTaken', 'twice', 'parted']);
export type IdentityFault = z.infer<typeof IdentityFault>;

export const identityFaultWords: Readonly<Record<IdentityFault, string>> = {
  loginTaken:
    'Под этим входом в базу фонда уже работает другой терминал. Один вход — один терминал: попросите администратора базы фонда дать этому терминалу свой вход (fundUrl), ' +
    'а если прежнего терминала больше нет или программа переустановлена — освободить вход: select terminal.release(…). Подробно: docs/fund-database.md, «Один терминал — один вход».',
  terminalTaken:
    'Этот терминал закреплён в базе фонда за другим входом. Если вход сменили, администратор базы фонда закрепляет терминал за новым: select terminal.bind(…). ' +
    'Если сюда скопировали диск другого терминала, удалите здесь папку данных. Подробно: docs/fund-database.md, «Скопированный диск».',
  parted:
    'Диск этого терминала скопирован или возвращён из старой копии: журнал терминала в базе фонда ушёл дальше, чем здесь. Строки отсюда приняты отдельной ветвью, ничего не потеряно. ' +
    'Проверьте, не работает ли терминал ещё где-то. Подробно: docs/fund-database.md, «Скопированный диск».',
  twice:
    'Этот терминал работает сразу в двух местах: его диск скопирован. Выключите лишний компьютер и удалите на нём папку данных; ' +
    'строки журнала настоящего терминала сохранены на нём. Подробно: docs/fund-database.md, «Скопированный диск».',
};

export const isIdentityFault = (fault: string): fault is IdentityFault => Object.hasOwn(identityFaultWords, fault);
