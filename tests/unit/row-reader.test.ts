// What a DBA is told of a row: every reason the parser has is told in Russian too.
import { expect, test } from 'vitest';
import { rowReader, sampleCells } from '../../src-main/adapters/fund-postgres/row-reader.ts';
import { entityNames, exchange } from '../../src-main/ports/exchange.ts';

test.each(entityNames)('a row of samples of %s is good, and each bad cell has its reason in both languages', entity => {
  const read = rowReader(entity);
  expect(read(sampleCells(entity))).toHaveProperty('row');
  for (const [at, { name }] of exchange[entity].columns.entries())
    for (const bad of [null, '', 'x', '-1', '0.5', '2026-02-30', 'я'.repeat(20_001)]) {
      const cells: (string | null)[] = sampleCells(entity);
      cells[at] = bad;
      const result = read(cells);
      if (!('reason' in result)) continue;
      expect(result.reason.en, name).toMatch(new RegExp(`^${name}: [a-zA-Z]`));
      expect(result.reason.ru, name).toMatch(new RegExp(`^${name}: [а-яё]`));
    }
});
