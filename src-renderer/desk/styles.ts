// What the desk's screens share: denser rows, a table that fits the page, actions beside what they act on.
import { css } from 'lit';

export const dense = css`
  .scrolled {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--kr-text-m);
    line-height: 1.35;
  }

  th,
  td {
    padding: 0.45rem 0.7rem;
    text-align: start;
    vertical-align: middle;
    border-bottom: 1px solid var(--kr-line);
    font-weight: 400;
    overflow-wrap: anywhere;
  }

  thead th {
    font-size: var(--kr-text-s);
    color: var(--kr-ink-quiet);
    border-bottom: var(--kr-line-width) solid var(--kr-line);
  }

  tbody tr:last-child > :is(th, td) {
    border-bottom: 0;
  }

  .sum {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .act {
    text-align: end;
    white-space: nowrap;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--kr-gap-s);
    align-items: center;
  }
`;
