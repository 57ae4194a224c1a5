// Paper as services see it: a model in, the bytes of a printed page out, and the codes that are also drawn on the screen.
import type { PaymentDocument } from '../contract/index.ts';

/** The slip of a card payment: what was paid and how it is found again. It is no receipt of a cash register and says so. */
export interface PaymentSlip {
  payee: { name: string; inn: string; phone: string; site: string };
  accountNumber: string;
  address: string;
  /** kopecks */
  amount: number;
  /** `YYYY-MM-DD` and `HH:MM` in the fund's time zone */
  paidOn: string;
  paidAt: string;
  /** our attempt's UUID */
  attempt: string;
  /** the acquirer's own number */
  acquirerId: string;
  terminalName: string;
}

/** What can be put on paper: one model, drawn alike by every renderer. */
export type DocumentModel =
  { kind: 'paymentDocument'; document: PaymentDocument } | { kind: 'paymentSlip'; slip: PaymentSlip };

export interface Paper {
  /** A PDF on A4. The same model gives the same bytes. */
  a4(model: DocumentModel): Promise<Uint8Array>;
  /**
   * The QR of a ГОСТ Р 56042 text as the `d` of one SVG path on a square of `size` modules, quiet zone included;
   * encoded in the charset the text's header names. Throws RangeError when no QR can hold it.
   */
  qrPath(text: string): { path: string; size: number };
  /** The same for any other text, an acquirer's link: UTF-8. */
  plainQrPath(text: string): { path: string; size: number };
}
