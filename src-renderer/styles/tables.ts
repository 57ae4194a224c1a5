// The base styles of tables.
import { css } from 'lit';

/** Rows under thin lines, quiet headings. */
export const plainTable = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--kr-text-m);
    line-height: 1.35;
  }

  th,
  td {
    text-align: start;
    font-weight: 400;
    border-bottom: 1px solid var(--kr-line);
  }

  thead th {
    color: var(--kr-ink-quiet);
    font-size: var(--kr-text-s);
  }
`;

/** Without a card's padding: the outer cells reach the edges; the totals stand under a strong line. */
export const edgeToEdge = css`
  :is(th, td):first-child {
    padding-inline-start: 0;
  }

  :is(th, td):last-child {
    padding-inline-end: 0;
  }

  tfoot :is(th, td) {
    font-weight: 700;
    border-bottom: 0;
    border-top: var(--kr-line-width) solid var(--kr-ink);
  }
`;
