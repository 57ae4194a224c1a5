// Every kind of printer a terminal may have, with its settings: the one list for the settings, the port and the adapters.
import { DocumentKind, PaperFormat } from '#contract';
import { z } from 'zod';

const named = {
  /** the name staff use; shown when the printer has a trouble */
  name: z.string().min(1),
  /** kinds of documents it prints; null: all that no printer before it does */
  for: z.array(DocumentKind).nullable().default(null),
};
const paper = PaperFormat.default('a4');

export const PrinterSetting = z.discriminatedUnion('kind', [
  z.strictObject({ ...named, kind: z.literal('folder'), folder: z.string(), paper }),
  z.strictObject({
    ...named,
    kind: z.literal('cups'),
    queue: z.string(),
    paper,
    /** a profile of resources/printers: the queue is raw and gets ESC/POS bytes */
    profile: z.string().nullable().default(null),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('tcp9100'),
    host: z.string().min(1),
    port: z.int().min(1).max(65535).default(9100),
    profile: z.string(),
  }),
  /** a Windows queue that gets ESC/POS bytes as they are */
  z.strictObject({ ...named, kind: z.literal('windows'), queue: z.string(), profile: z.string() }),
  /** a Windows queue that gets PDF through SumatraPDF; the full path of the program */
  z.strictObject({ ...named, kind: z.literal('windowsPdf'), queue: z.string(), program: z.string() }),
  /** any queue of the system, by its system name, through electron-pos-printer */
  z.strictObject({
    ...named,
    kind: z.literal('posPrinter'),
    queue: z.string(),
    paper: z.enum(['80mm', '58mm']).default('80mm'),
  }),
]);
export type PrinterSetting = z.infer<typeof PrinterSetting>;
export type PrinterKind = PrinterSetting['kind'];
/** The settings of one kind. */
export type PrinterSettingOf<K extends PrinterKind> = Extract<PrinterSetting, { kind: K }>;
