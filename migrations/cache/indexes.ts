// The cache's indexes: made after a snapshot is loaded, which is several times cheaper than keeping them while it loads.

/** closing = opening + charged + recalculation - privilege + penalty - paid does not hold. */
export const flawedBalance = 'closing <> opening + charged + recalculation - privilege + penalty - paid';

export const cacheIndexes: readonly string[] = [
  `create index if not exists account_by_number on account (number_norm)`,
  `create index if not exists account_by_unified on account (unified_norm) where unified_norm <> ''`,
  `create index if not exists account_by_premises on account (premises_id)`,
  `create index if not exists premises_by_house on premises (house_id, number)`,
  `create index if not exists house_by_street on house (street_id)`,
  `create index if not exists street_by_settlement on street (settlement_id)`,
  `create index if not exists house_work_by_house on house_work (house_id)`,
  `create index if not exists news_by_house on news (house_id, published_at)`,
  // the desk's list of months that do not add up: a handful of rows of millions (the expression is the query's, to the letter)
  `create index if not exists balance_flawed on period_balance (period) where ${flawedBalance}`,
  // a change names a payment by its own id alone
  `create index if not exists payment_by_id on payment (id)`,
];
