// Kinds of documents and paper formats, listed once for settings, printers and screens.
import { z } from 'zod';

/** `largeDocument` is the payment document in large print, on sheets alone. */
export const DocumentKind = z.enum([
  'paymentDocument',
  'largeDocument',
  'paymentSlip',
  'statement',
  'applicationForm',
  'houseList',
  'legalText',
  'certificate',
  'accountViews',
]);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** A sheet, half a sheet (two on an A4), or a roll of 80 or 58 mm. */
export const PaperFormat = z.enum(['a4', 'a5', '80mm', '58mm']);
export type PaperFormat = z.infer<typeof PaperFormat>;
