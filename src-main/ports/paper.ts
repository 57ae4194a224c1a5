// The paper port: a model in, the bytes of a printed page out, and the codes that are also drawn on the screen.
import type {
  AccountHeader,
  DocumentKind,
  LegalText,
  PaperFormat,
  PaymentDocument,
  PaymentRow,
  PeriodRow,
} from '#contract';

/** The slip of a card payment: what was paid and how to find the payment. It says that it is not a cash register receipt. */
export interface PaymentSlip {
  /** null: not known, and not printed */
  payee: { name: string; inn: string; phone: string; site: string } | null;
  accountNumber: string;
  /** null: not known */
  address: string | null;
  /** kopecks */
  amount: number;
  /** `YYYY-MM-DD` and `HH:MM` in the fund's time zone */
  paidOn: string;
  paidAt: string;
  /** our attempt's UUID */
  attempt: string;
  /** the acquirer's own number of the payment */
  acquirerId: string;
  terminalName: string;
}

/** The fund's name and contacts at the head of a page. */
export interface PaperFund {
  name: string;
  address: string;
  phone: string;
  site: string;
  email: string;
}

/** Movements of one account over a range of periods («выписка»), with the fund's figures as given. */
export interface AccountStatement {
  fund: PaperFund;
  header: AccountHeader;
  /** the requested range, `YYYY-MM`; months without figures have no row */
  from: string;
  to: string;
  /** oldest first */
  rows: PeriodRow[];
  /** kopecks; `recalculation` has the privileges subtracted, as on the screen */
  totals: { charged: number; penalty: number; recalculation: number; paid: number };
  /** oldest first */
  payments: PaymentRow[];
  /** `YYYY-MM-DD` */
  madeOn: string;
  /** the sections asked for; all by default */
  shows?: 'everything' | 'history' | 'payments';
}

/** The application to attach an account, to be filled in by hand: nothing personal is printed before proof. */
export interface ApplicationForm {
  /** the application's number, «З-000042» */
  number: string;
  fund: PaperFund;
  /** empty when unknown: prints a blank */
  accountNumber: string;
  /** of the premises; empty prints a blank too */
  address: string;
  /** the house is not in the list: what the person knows of its managing company; null for a house of the list */
  absentCompany: string | null;
  /** `YYYY-MM-DD` */
  madeOn: string;
}

/** Accounts of one house for staff, without names. */
export interface HouseList {
  fund: PaperFund;
  /** null: not known */
  address: string | null;
  /**
   * In the order of flats; `balance` in kopecks, null before the first charge; `period` is the month of the balance. `unread`: what is owed
   * is not known, and the other two are null.
   */
  rows: { premises: string; accountNumber: string; balance: number | null; period: string | null; unread: boolean }[];
  /** rows of premises or accounts could not be read, and some may be missing here */
  incomplete: boolean;
  madeOn: string;
}

/** «Кто смотрел мой счёт»: what was done with an account, for its owner. */
export interface AccountViews {
  fund: PaperFund;
  accountNumber: string;
  /** null: not known */
  address: string | null;
  /** newest first, in words */
  rows: { day: string; time: string; who: string; what: string; where: string }[];
  /** how many there are, listed or not */
  total: number;
  /** `YYYY-MM-DD` */
  madeOn: string;
}

/** «Справка об отсутствии (наличии) задолженности»: what is owed on a day, for whoever asks the owner. */
export interface DebtCertificate {
  /** «С-7F3A2C-000012» */
  number: string;
  /** the check code's digits */
  code: string;
  fund: PaperFund;
  owner: string;
  address: string;
  accountNumber: string;
  unifiedNumber: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** when the fund's data was read, `YYYY-MM-DD` and `HH:MM` in its time zone */
  asOf: { day: string; time: string };
  /** kopecks owed on `day`, costs outside the balance included; negative is paid ahead */
  amount: number;
  /** the part of it whose due day has passed */
  overdue: number;
  /** by when the rest is to be paid; null when it is not known */
  dueOn: string | null;
  /** the clerk on shift who gave it out; empty for one that an owner printed alone */
  issuedBy: string;
}

/** The model of each kind of document: a kind of the contract without a model does not compile. */
interface DocumentContent {
  paymentDocument: { document: PaymentDocument };
  largeDocument: { document: PaymentDocument };
  paymentSlip: { slip: PaymentSlip };
  statement: { statement: AccountStatement };
  applicationForm: { form: ApplicationForm };
  houseList: { list: HouseList };
  legalText: { text: LegalText };
  certificate: { certificate: DebtCertificate };
  accountViews: { list: AccountViews };
}

/** A document to print: one model that every renderer draws. `copy`: it was printed before and is marked «КОПИЯ». */
export type DocumentModel = { copy?: true } & {
  [K in DocumentKind]: { kind: K } & DocumentContent[K];
}[DocumentKind];

/** Properties of a file with many documents; visible in the print queue, so without personal data. */
export interface BookProperties {
  title: string;
  /** `YYYY-MM-DD` written into the file */
  day: string;
}

/** Many documents in one PDF: the bytes are written page by page, and only the fonts stay in memory. */
export interface Book {
  /**
   * Resolves when the document was passed to `write`. Rejects with RangeError when the document does not fit the book's paper format,
   * and with the error of `write`.
   */
  add(model: DocumentModel): Promise<void>;
  end(): Promise<void>;
}

/** A page in dots of the screen. */
export interface PagePicture {
  width: number;
  height: number;
  png: Uint8Array;
}

export interface Paper {
  /** A PDF on A4. The same model gives the same bytes. */
  a4(model: DocumentModel): Promise<Uint8Array>;
  /** The same in any format. Rejects with RangeError when the document does not fit the format. */
  pdf(model: DocumentModel, format: PaperFormat): Promise<Uint8Array>;
  /** Bytes for a receipt printer of this profile. Rejects with RangeError for a document that needs a sheet and for an unknown profile. */
  escpos(model: DocumentModel, profile: string): Promise<Uint8Array>;
  /** electron-pos-printer's rows as JSON. Rejects with RangeError for a document that needs a sheet. */
  posRows(model: DocumentModel, paper: '80mm' | '58mm'): Promise<Uint8Array>;
  /** `write` gets the file's bytes in order. A5 puts two documents on a sheet, in order. */
  book(format: PaperFormat, properties: BookProperties, write: (bytes: Uint8Array) => void): Promise<Book>;
  /** The pages of a PDF as they come out of the printer, in order. */
  pictures(pdf: Uint8Array): Promise<PagePicture[]>;
  /**
   * The QR of a text in UTF-8, such as an acquirer's link, as the `d` of one SVG path on a square of `size` modules, with its quiet zone.
   * Throws RangeError when no QR can hold it.
   */
  plainQrPath(text: string): { path: string; size: number };
}
