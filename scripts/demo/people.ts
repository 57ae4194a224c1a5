// People of the demo: common Russian and Chuvash surnames, with given names and patronymics of the same gender.
import { names } from './data.ts';
import { Weighted, type Random } from './random.ts';

export interface Person {
  lastName: string;
  firstName: string;
  middleName: string;
}

const male = new Weighted(names.male);
const female = new Weighted(names.female);
const fathers = new Weighted(names.patronymics.map(([, son, daughter, weight]) => [[son, daughter], weight] as const));
const surnames = new Weighted(names.surnames.map(([his, hers, weight]) => [[his, hers], weight] as const));

/** A surname in both its forms, so that a family can share it. */
export const family = (random: Random): readonly string[] => surnames.draw(random);

/** One in fifty has no patronymic on record. */
export function person(random: Random, surname: readonly string[] = family(random)): Person {
  const woman = random.chance(0.58);
  const firstName = (woman ? female : male).draw(random);
  const patronymic = fathers.draw(random)[woman ? 1 : 0];
  const middleName = random.chance(0.02) ? '' : patronymic;
  return { lastName: surname[woman ? 1 : 0] as string, firstName, middleName };
}
