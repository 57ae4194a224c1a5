// Addresses as they are usually written: «г. Чебоксары, ул. Энгельса, д. 14, корп. 2, кв. 10».

const NBSP = '\u00a0';

/** The address columns of a house, as the exchange names them. */
export interface HouseAddress {
  settlement_kind: string;
  settlement: string;
  street_kind: string;
  street: string;
  number: string;
  block: string;
}
export interface PremisesNumber {
  number: string;
  kind: 'residential' | 'nonResidential';
}

const join = (parts: readonly string[], separator: string) =>
  parts
    .map(part => part.trim())
    .filter(Boolean)
    .join(separator);

/** «ул. Энгельса»: a line never breaks between the abbreviation and the name. */
export const formatPlace = (kind: string, name: string): string => join([kind, name], NBSP);

/** «д. 14», «д. 14, корп. 2», «д. 7А» */
export const formatHouseNumber = (house: Pick<HouseAddress, 'number' | 'block'>): string =>
  join(
    [
      house.number.trim() && `д.${NBSP}${house.number.trim()}`,
      house.block.trim() && `корп.${NBSP}${house.block.trim()}`,
    ],
    ', ',
  );

/** «кв. 10», «пом. 3»; a number that already has its kind («н/п 3») stays as it is. Empty without a number. */
export function formatPremises({ number, kind }: PremisesNumber): string {
  const trimmed = number.trim();
  if (!trimmed || /^\p{L}{2,}|^\p{L}[/.]/u.test(trimmed)) return trimmed.replaceAll(' ', NBSP);
  return `${kind === 'residential' ? 'кв.' : 'пом.'}${NBSP}${trimmed}`;
}

export const formatHouse = (house: HouseAddress): string =>
  join(
    [
      formatPlace(house.settlement_kind, house.settlement),
      formatPlace(house.street_kind, house.street),
      formatHouseNumber(house),
    ],
    ', ',
  );

/** The address down to the flat; parts missing at the fund are left out. */
export const formatAddress = (house: HouseAddress, premises: PremisesNumber): string =>
  join([formatHouse(house), formatPremises(premises)], ', ');
