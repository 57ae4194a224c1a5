// Every setting of a terminal: its schema and defaults, read from a file named by --settings or KAPREMONT_SETTINGS.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { StaffRole } from '#contract';
import { holdsPassword, onThisMachine, postgresAddress } from './base/postgres-address.ts';
import { PrinterSetting } from './ports/printer-settings.ts';

const dataHome = () =>
  process.env['KAPREMONT_DATA'] ??
  (process.platform === 'win32'
    ? join(process.env['LOCALAPPDATA'] ?? homedir(), 'kapremont')
    : join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'kapremont'));

/** Money needs TLS; an acquirer of the tests and the demo runs on this machine. */
const isSafe = (url: string) => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || onThisMachine(hostname);
};

function addressIsSafe(url: string, context: z.RefinementCtx): void {
  try {
    postgresAddress(url);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
}

const Fields = z.strictObject({
  /** folder of this terminal's files */
  dataDir: z.string().default(dataHome),
  terminalName: z.string().default('Терминал 1'),
  audience: z.enum(['kiosk', 'desk']).default('kiosk'),
  /** the screen a kiosk fills, from 1, left to right */
  display: z.int().positive().max(16).default(1),
  /** postgres://user@host/db?sslmode=verify-full, or several servers: …@a:5432,b:5432/db ; null: the demo's own embedded server. Its password is a secret (fund-password). */
  fundUrl: z.string().superRefine(addressIsSafe).nullable().default(null),
  /** the fund's time zone: days of payments and «today» are counted in it */
  timeZone: z.string().default('Europe/Moscow'),
  /** WCAG 2.2.1: whoever is warned has 20 seconds at least to say that they are there */
  idle: z
    .strictObject({
      warnSeconds: z.int().positive().default(75),
      endSeconds: z.int().positive().default(105),
      /** so many more until the warning where there is much to read, or a receipt to look for */
      readingSeconds: z.int().nonnegative().default(45),
    })
    .refine(({ warnSeconds, endSeconds }) => endSeconds - warnSeconds >= 20, {
      path: ['endSeconds'],
      message: 'между предупреждением и концом посещения нужно не меньше 20 секунд',
    })
    .prefault({}),
  shift: z
    .strictObject({
      /** minutes of quiet until the screen of the desk is locked, with the shift and its visits kept behind it */
      lockMinutes: z.number().positive().default(10),
      endMinutes: z.number().positive().default(60),
      /** so many days after a sign-in with the fund a clerk may begin a shift at this desk without it; 0: never */
      offlineDays: z.int().min(0).max(14).default(0),
    })
    .prefault({}),
  /** a desk PC that one person uses: it may keep the name of their cabinet («Запомнить имя»); a PC of many would show it to the next */
  onePersonPc: z.boolean().default(false),
  /** whether staff can sign in at a kiosk, to see its print jobs and locks */
  staffAtKiosk: z.boolean().default(true),
  /** where the desk writes documents of whole houses; null: «документы» in dataDir */
  documentsDir: z.string().nullable().default(null),
  proof: z
    .strictObject({
      failuresToLock: z.int().positive().default(5),
      lockMinutes: z.int().positive().default(15),
      failuresToPicture: z.int().positive().default(3),
      /** the account's number beside the payment: always, when guessing is suspected, never */
      number: z.enum(['always', 'byRisk', 'never']).default('byRisk'),
      /** of all visitors of the terminal together */
      terminal: z
        .strictObject({
          minutes: z.int().positive().default(15),
          toPicture: z.int().positive().default(10),
          toLock: z.int().positive().nullable().default(20),
          subjectsToRisk: z.int().positive().default(20),
          subjectsADay: z.int().positive().nullable().default(60),
        })
        .prefault({}),
    })
    .prefault({}),
  sync: z
    .strictObject({
      pollSeconds: z.number().positive().default(30),
      staleHours: z.number().positive().default(24),
      openAccountTimeoutMs: z.int().positive().default(700),
      /** whole copies of the fund: after a restore or a big change of its data all terminals make one */
      copies: z
        .strictObject({
          /** so many terminals copy at once; others that have something to serve wait */
          atOnce: z.int().min(1).max(100).default(4),
          /** who has waited so long copies all the same; with nothing to serve, after a sixth of it */
          waitMinutes: z.number().positive().default(60),
        })
        .prefault({}),
      /** data of the fund that takes away or spoils more than this is not accepted by itself; what serves goes on */
      acceptance: z
        .strictObject({
          /** percent of an entity's rows gone */
          shrinkPercent: z.number().positive().max(100).default(5),
          /** percent of an entity's rows set aside */
          asidePercent: z.number().positive().max(100).default(1),
          /** percent of a column's cells that said something and no longer can be read, or are empty */
          doubtPercent: z.number().positive().max(100).default(1),
          /** fewer rows or cells than this are no reason, whatever their share */
          leastRows: z.int().positive().default(20),
          /** what came is held against the best of so many days, today included */
          days: z.int().positive().max(60).default(7),
        })
        .prefault({}),
    })
    .prefault({}),
  /** the terminal's printers; the first one for a document's kind prints it */
  printers: z
    .array(PrinterSetting)
    .refine(all => new Set(all.map(({ name }) => name)).size === all.length, 'имена принтеров повторяются')
    .default([]),
  /** the acquirer; the shop's id and secret are in the keychain (yookassa-shop-id, yookassa-secret), never here */
  acquirer: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('yookassa'),
        /** plain http only to this machine */
        baseUrl: z
          .url({ protocol: /^https?$/ })
          .refine(isSafe, 'нужен https')
          .default('https://api.yookassa.ru/v3'),
        /** sbpQr: the QR of СБП; page: the QR leads to YooKassa's own page, which takes cards too */
        confirmation: z.enum(['sbpQr', 'page']).default('sbpQr'),
        /** the page YooKassa returns to, on the payer's own phone */
        returnUrl: z.url({ protocol: /^https$/ }).default('https://yookassa.ru'),
        timeoutSeconds: z.number().positive().default(10),
        /** how long a payment can be paid: an hour by СБП and by card, as YooKassa's rules say */
        termMinutes: z.number().positive().default(60),
        /** kopecks */
        least: z.int().positive().default(100),
        /** settlement accounts (20 digits) of houses whose contributions this shop brings there, besides the operator's own account */
        houseAccounts: z.array(z.string().regex(/^\d{20}$/, 'нужны 20 цифр')).default([]),
        most: z.int().positive().default(10_000_000),
        /** the fiscal receipt of 54-ФЗ, asked of YooKassa with each payment; null: none is asked for */
        receipt: z
          .strictObject({
            customerEmail: z.email(),
            taxSystem: z.int().min(1).max(6).nullable().default(null),
            vat: z.int().min(1).max(12).default(1),
            subject: z
              .enum(['service', 'payment', 'another', 'agent_commission', 'composite', 'non_operating_gain'])
              .default('service'),
            mode: z
              .enum(['full_payment', 'full_prepayment', 'partial_prepayment', 'advance', 'partial_payment'])
              .default('full_payment'),
          })
          .nullable()
          .default(null),
      }),
      z.strictObject({ kind: z.literal('none') }),
    ])
    .default({ kind: 'none' }),
  /** the fund's mail server; its password is a secret (smtp-password) or in KAPREMONT_SMTP_PASSWORD. Null: this terminal sends no mail. */
  smtp: z
    .strictObject({
      /** a name or a number: what logs in is named elsewhere */
      host: z
        .string()
        .regex(
          /^[^\s@/]+$/,
          'нужно только имя сервера: имя входа — в smtp.user, пароль — npm run secret -- smtp-password',
        ),
      port: z.int().positive().default(587),
      /** tls from the first byte (465), starttls required (587), none only to this machine */
      security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
      user: z.string().nullable().default(null),
      /** a PEM file of the authority that signed the server's certificate, if it is the fund's own; null: the system's authorities */
      ca: z.string().nullable().default(null),
      from: z.strictObject({ name: z.string(), address: z.email() }),
      /** where the ends of the audit log are mailed once a day; null: nowhere */
      anchorTo: z.email().nullable().default(null),
      /** send only letters made at this terminal: for the demo, which has its own mail server */
      ownLettersOnly: z.boolean().default(false),
    })
    .refine(({ host, security }) => security !== 'none' || onThisMachine(host), {
      path: ['security'],
      message: '«none» — только для почтового сервера на этом же компьютере; нужно «tls» или «starttls»',
    })
    .nullable()
    .default(null),
  /** the fund's own texts (agreement.ru.txt): a file here replaces the program's file of the same name */
  textsDir: z.string().nullable().default(null),
  /** a root-owned file with the master key as 64 hex digits, for machines without a keychain service */
  keyFile: z.string().nullable().default(null),
  /** set only by the demo: the terminal says that it is one, and keeps its key in a plain file */
  demo: z
    .strictObject({
      /** shown on the welcome screen, so that a newcomer can try the program */
      account: z.strictObject({
        accountNumber: z.string(),
        address: z.string(),
        paidOn: z.string(),
        amount: z.int(),
      }),
      /** the folder of the letters that the demo's mail server received */
      letters: z.string().nullable().default(null),
      /** demo accounts shown on the desk's sign-in screen */
      staff: z.array(z.strictObject({ login: z.string(), password: z.string(), role: StaffRole })).default([]),
    })
    .nullable()
    .default(null),
  /** how the payment period is written in the QR: MMYYYY unless the fund's bank requires another form */
  qrPeriodFormat: z.enum(['MMYYYY', 'MM.YYYY', 'YYYYMM']).default('MMYYYY'),
});

/** A settings file is copied, sent and backed up: only the demo's, whose database is its own, holds a password. */
export const Settings = Fields.superRefine(({ fundUrl, demo, audience, onePersonPc }, context) => {
  if (onePersonPc && audience === 'kiosk')
    context.addIssue({
      code: 'custom',
      path: ['onePersonPc'],
      message: 'киоск — не компьютер одного человека: имён он не запоминает',
    });
  if (demo !== null || fundUrl === null || !holdsPassword(fundUrl)) return;
  context.addIssue({
    code: 'custom',
    path: ['fundUrl'],
    message:
      'в адресе базы фонда стоит пароль. Уберите его из адреса (postgres://имя@сервер/база?…) и сохраните командой: npm run secret -- fund-password',
  });
});
export type Settings = z.infer<typeof Settings>;

/** Reads settings. Throws with a sentence that names the file and the field when they are invalid. */
export function readSettings(
  path = process.env['KAPREMONT_SETTINGS'],
  overrides: Partial<z.input<typeof Settings>> = {},
) {
  let fromFile: unknown = {};
  if (path) {
    try {
      fromFile = JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new Error(`Файл настроек ${path} не читается: ${(error as Error).message}`, { cause: error });
    }
  }
  const parsed = Settings.safeParse({ ...(fromFile as object), ...overrides });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const unknown = issue.keys.map(key => (place ? `${place}.${key}` : key)).join(', ');
    throw new Error(`Настройки ${path ?? ''}: таких полей нет: ${unknown}. Проверьте написание по docs/kiosk.md.`);
  }
  throw new Error(`Настройки ${path ?? ''}: поле ${place || '(всё)'}: ${issue?.message ?? ''}`);
}
