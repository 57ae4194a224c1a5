// Addresses as they are usually written: «г. Чебоксары, ул. Энгельса, д. 14, корп. 2, кв. 10».

const NBSP = '\u00a0';

/** The address columns of a house, as the exchange names them. */
export interface HouseAddress {
  postal_code: string;
  region: string;
  district: string;
  settlement_kind: string;
  settlement: string;
  street_kind: string;
  street: string;
  number: string;
  block: string;
}
export interface PremisesNumber {
  number: string;
  /** null when it is not known: «пом.» is true of both */
  kind: 'residential' | 'nonResidential' | null;
}

const join = (parts: readonly string[], separator: string) =>
  parts
    .map(part => part.trim())
    .filter(Boolean)
    .join(separator);

/** «ул. Энгельса»: a line never breaks between the abbreviation and the name. Empty without a name. */
export const formatPlace = (kind: string, name: string): string => (name.trim() === '' ? '' : join([kind, name], NBSP));

const TOWN = /^(?:г|гор|город)\.?$/iu;

/** What tells a village from others of its name: its district, else its postal code. Empty for a town, which needs none. */
export const settlementMark = (house: Pick<HouseAddress, 'settlement_kind' | 'district' | 'postal_code'>): string =>
  TOWN.test(house.settlement_kind.trim()) ? '' : house.district.trim() || house.postal_code.trim();

/** A text that says itself what it is: «вл. 7», «литер А», «б/н», «н/п 3». A Roman number, in letters of either alphabet, does not. */
const HAS_LABEL = /^(?![IVXХ]+(?!\p{L}))(?:\p{L}{2,}|\p{L}[/.])/u;

/** The label before a text that has none of its own; empty for an empty text. Never parted at the end of a line. */
function labelled(label: string, text: string): string {
  const trimmed = text.trim().replace(/\s+/gu, NBSP);
  return trimmed === '' || HAS_LABEL.test(trimmed) ? trimmed : label + NBSP + trimmed;
}

/** «д. 14», «д. 14, корп. 2», «д. 7А», «д. 15А, стр. 1», «вл. 7» */
export const formatHouseNumber = (house: Pick<HouseAddress, 'number' | 'block'>): string =>
  join([labelled('д.', house.number), labelled('корп.', house.block)], ', ');

/** «кв. 10», «пом. 3»; a number that says itself what it is («н/п 3») stays as it is. Empty without a number. */
export const formatPremises = ({ number, kind }: PremisesNumber): string =>
  labelled(kind === 'residential' ? 'кв.' : 'пом.', number);

/** What a button says: as `formatPremises`, and something for premises without a number too. */
export const premisesLabel = ({ number, kind }: PremisesNumber): string =>
  formatPremises({ number, kind }) || (kind === 'residential' ? 'без номера' : `пом.${NBSP}без номера`);

export const formatHouse = (house: HouseAddress): string =>
  join(
    [
      house.region,
      settlementMark(house),
      formatPlace(house.settlement_kind, house.settlement),
      formatPlace(house.street_kind, house.street),
      formatHouseNumber(house),
    ],
    ', ',
  );

/**
 * «Алатырский р-н, с. Красное, ул. Центральная, д. 1, кв. 1»: down to the flat; parts missing at the fund are left out. Null when the house or
 * the premises is not known.
 */
export function formatAddress(house: HouseAddress, premises: PremisesNumber): string;
export function formatAddress(house: HouseAddress | null, premises: PremisesNumber | null): string | null;
export function formatAddress(house: HouseAddress | null, premises: PremisesNumber | null): string | null {
  return house && premises && join([formatHouse(house), formatPremises(premises)], ', ');
}
