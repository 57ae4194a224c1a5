// The demo region's data files with their types: the values written by hand, as opposed to drawn at random.
import countrysideFile from './resources/countryside.json' with { type: 'json' };
import defectsFile from './resources/defects.json' with { type: 'json' };
import namesFile from './resources/names.json' with { type: 'json' };
import newsFile from './resources/news.json' with { type: 'json' };
import organizationsFile from './resources/organizations.json' with { type: 'json' };
import ratesFile from './resources/rates.json' with { type: 'json' };
import streetsFile from './resources/streets.json' with { type: 'json' };
import textsFile from './resources/texts.json' with { type: 'json' };

export interface Settlement {
  kind: string;
  name: string;
  weight: number;
  postal: string[];
  /** kind and name */
  streets: [string, string][];
}

export interface OrganizationData {
  kind: string;
  name: string;
  inn: string;
  kpp: string;
  ogrn: string;
  bank_name: string;
  bic: string;
  settlement_account: string;
  correspondent_account: string;
  phone: string;
  email: string;
  site: string;
  address: string;
}

export const settlements = streetsFile.settlements as Settlement[];

/** What the places beyond the six towns are named by. */
export const countryside: {
  /** «Алатырский», without «р-н» */
  districts: string[];
  villages: string[];
  /** of a street: «Берёзовая»; whose it is: «Чехова»; in whose honour: «Строителей»; before a surname: «Академика» */
  adjectives: string[];
  persons: string[];
  themes: string[];
  titles: string[];
} = countrysideFile;

export const names = namesFile as unknown as {
  /** given name and weight */
  male: [string, number][];
  female: [string, number][];
  /** father's name, patronymic of a man, of a woman, weight */
  patronymics: [string, string, string, number][];
  /** of a man, of a woman, weight */
  surnames: [string, string, number][];
};

export const organizations = organizationsFile as unknown as {
  /** ids are positions, from 1; the operator is first */
  organizations: OrganizationData[];
  managingBySettlement: Record<string, number[]>;
  offices: {
    name: string;
    address: string;
    phone: string;
    hours: { weekday: number; opens: string; closes: string }[];
  }[];
};

export const rates = ratesFile as unknown as {
  tariffs: [string, number][];
  ownTariff: { house: number; tariffs: [string, number][] };
  penaltyRules: { from: string; dueDay: number; graceDays: number; divisor: number }[];
  caps: [string, string, number][];
  moratoria: [string, string][];
  keyRates: { from: string; percent: number }[];
};

export const texts = textsFile as unknown as {
  contributionService: string;
  penaltyService: string;
  penaltyServiceBefore2015: string;
  unit: string;
  channels: [string, number][];
  refundChannel: string;
  bailiffChannel: string;
  recalculations: [string, number][];
  /** reason, percent, weight */
  privileges: [string, number, number][];
  companyOwners: [string, number][];
  longCompanyOwner: string;
};

export interface HouseWorkData {
  name: string;
  /** organization.id */
  contractor: number;
  /** first and last day, counted from the day of the news that announces it; null: not decided */
  days: [number, number | null];
}

export const news = newsFile as unknown as {
  general: { monthsBack: number; day: number; title: string; body: string }[];
  house: { title: string; body: string; work?: HouseWorkData }[];
};

export type DefectKind =
  | 'brokenBalance'
  | 'oddDocumentId'
  | 'htmlName'
  | 'zeroArea'
  | 'oddUnifiedNumber'
  | 'controlInName'
  | 'longReason'
  | 'postedBeforePaid';

/** One deliberate flaw of the data, at the same place in every region of 200 accounts or more. */
export interface Defect {
  kind: DefectKind;
  /** account.id */
  account: number;
  /** its month, counted back from the last full one; null: the account itself */
  monthsBack: number | null;
  /** error of the closing balance in kopecks; 0 for other kinds */
  by: number;
  about: string;
}

export const defects = defectsFile.defects as Defect[];
