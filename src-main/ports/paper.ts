// Paper as services see it: a model in, the bytes of a printed page out, and the codes that are also drawn on the screen.
import type {
  AccountHeader,
  DocumentKind,
  LegalText,
  PaperFormat,
  PaymentDocument,
  PaymentRow,
  PeriodRow,
} from '#contract';

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

/** The fund at the head of a page: who speaks, and how to reach them. */
export interface PaperFund {
  name: string;
  address: string;
  phone: string;
  site: string;
}

/** Movements of one account over a range of periods («выписка»): the fund's figures as given. */
export interface AccountStatement {
  fund: PaperFund;
  header: AccountHeader;
  /** the range asked for, `YYYY-MM`; months without figures have no row */
  from: string;
  to: string;
  /** oldest first */
  rows: PeriodRow[];
  /** kopecks; `recalculation` is less the privileges, as on the screen */
  totals: { charged: number; penalty: number; recalculation: number; paid: number };
  /** oldest first */
  payments: PaymentRow[];
  /** `YYYY-MM-DD` */
  madeOn: string;
  /** what of it was asked for; everything unless said */
  shows?: 'everything' | 'history' | 'payments';
}

/** The request to attach an account, filled in by hand: nothing personal is printed before proof. */
export interface ApplicationForm {
  /** the application's own, «З-000042» */
  number: string;
  fund: PaperFund;
  /** empty where it is not known: a blank */
  accountNumber: string;
  /** of the premises; empty is a blank too */
  address: string;
  /** `YYYY-MM-DD` */
  madeOn: string;
}

/** Accounts of one house for staff, without names. */
export interface HouseList {
  fund: PaperFund;
  address: string;
  /** in the order of the flats; `balance` in kopecks, null before the first charge; `period` is the balance's month */
  rows: { premises: string; accountNumber: string; balance: number | null; period: string | null }[];
  madeOn: string;
}

/** What each kind of document holds: a kind of the contract without a model here does not compile. */
interface DocumentContent {
  paymentDocument: { document: PaymentDocument };
  paymentSlip: { slip: PaymentSlip };
  statement: { statement: AccountStatement };
  applicationForm: { form: ApplicationForm };
  houseList: { list: HouseList };
  legalText: { text: LegalText };
}

/** What can be put on paper: one model, drawn alike by every renderer. `copy`: it came out before and says «КОПИЯ». */
export type DocumentModel = { copy?: true } & {
  [K in DocumentKind]: { kind: K } & DocumentContent[K];
}[DocumentKind];

/** Of a file with many documents; seen in the print queue, so nothing personal. */
export interface BookProperties {
  title: string;
  /** `YYYY-MM-DD` written into the file */
  day: string;
}

/** Many documents in one PDF: its bytes go out page by page and only its fonts are kept. */
export interface Book {
  /**
   * Resolves when what was drawn went to `write`. Rejects with RangeError where the document has no face on the book's paper,
   * and with what `write` threw.
   */
  add(model: DocumentModel): Promise<void>;
  end(): Promise<void>;
}

export interface Paper {
  /** A PDF on A4. The same model gives the same bytes. */
  a4(model: DocumentModel): Promise<Uint8Array>;
  /** The same on any paper. Rejects with RangeError where the document has no such face. */
  pdf(model: DocumentModel, format: PaperFormat): Promise<Uint8Array>;
  /** Bytes for a receipt printer of this profile. Rejects with RangeError where the document needs a sheet, and for an unknown profile. */
  escpos(model: DocumentModel, profile: string): Promise<Uint8Array>;
  /** electron-pos-printer's rows as JSON. Rejects with RangeError where the document needs a sheet. */
  posRows(model: DocumentModel, paper: '80mm' | '58mm'): Promise<Uint8Array>;
  /** `write` is given the file's bytes in order. A5 puts two documents on a sheet, in order. */
  book(format: PaperFormat, properties: BookProperties, write: (bytes: Uint8Array) => void): Promise<Book>;
  /**
   * The QR of a ГОСТ Р 56042 text as the `d` of one SVG path on a square of `size` modules, quiet zone included;
   * encoded in the charset the text's header names. Throws RangeError when no QR can hold it.
   */
  qrPath(text: string): { path: string; size: number };
  /** The same for any other text, an acquirer's link: UTF-8. */
  plainQrPath(text: string): { path: string; size: number };
}
