// Styles shared by the desk's screens: denser rows, a table that fits the page, actions beside their objects.
import { css } from 'lit';
import { plainTable } from '../styles/tables.ts';

export const dense = css`
  .scrolled {
    overflow-x: auto;
    container-type: inline-size;
    font-size: var(--kr-text-m);
  }

  ${plainTable}

  th,
  td {
    padding: 0.45rem 0.7rem;
    vertical-align: middle;
    /* a word is broken only when it alone is wider than the page */
    overflow-wrap: break-word;
  }

  thead th {
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

  thead .sum {
    white-space: normal;
  }

  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .act {
    text-align: end;
    white-space: nowrap;
  }

  /* columns stand nearer before they would not fit; cells are stacked where a row still does not */
  @container (max-width: 32em) {
    th,
    td {
      padding-inline: 0.3rem;
    }

    .stacks :is(table, tbody, tr, th, td) {
      display: block;
    }

    .stacks thead {
      display: none;
    }

    .stacks tr {
      padding-block: 0.5rem;
      border-bottom: 1px solid var(--kr-line);
    }

    .stacks tr:last-child {
      border-bottom: 0;
    }

    .stacks :is(th, td) {
      padding: 0.2rem 0.7rem;
      border-bottom: 0;
    }

    .stacks .act {
      text-align: start;
      white-space: normal;
    }
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--kr-gap-s);
    align-items: center;
  }

  .act .row {
    flex-wrap: nowrap;
    justify-content: flex-end;
  }

  @container (max-width: 32em) {
    .stacks .act .row {
      flex-wrap: wrap;
      justify-content: flex-start;
    }
  }
`;
