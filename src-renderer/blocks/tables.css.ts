// Tables of sums: figures aligned to the right; in a narrow place every row becomes a card with labels.
import { css, unsafeCSS } from 'lit';
import { edgeToEdge, plainTable } from '../styles/tables.ts';

/** A cell names its column in `data-label`, which the card shows. The host is the size container. */
export const tables = css`
  :host {
    container-type: inline-size;
    display: block;
  }

  ${plainTable}

  th,
  td {
    padding: 0.65rem 0.7rem;
    vertical-align: baseline;
  }

  thead th {
    vertical-align: bottom;
    padding-block: 0.4rem;
    line-height: 1.25;
    border-bottom: var(--kr-line-width) solid var(--kr-line);
  }

  ${edgeToEdge}

  tbody tr:last-child > :is(th, td) {
    border-bottom: 0;
  }

  :is(th, td).sum {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .note {
    display: block;
    margin-top: 0.15rem;
    color: var(--kr-ink-quiet);
    font-size: var(--kr-text-s);
    overflow-wrap: anywhere;
  }
`;

/** For a table longer than the screen: header and totals are sticky. The offsets compensate for the screen's own padding. */
export const longTable = css`
  table.long thead th {
    position: sticky;
    top: calc(-1 * var(--kr-gap-l));
    /* above the buttons of the rows that scroll under it */
    z-index: 2;
    background: var(--kr-surface);
    padding-block: var(--kr-gap-s) 0.4rem;
    /* a collapsed border does not move with a sticky cell */
    border-bottom: 0;
    box-shadow:
      inset 0 -2px var(--kr-line),
      0 10px 8px var(--kr-surface);
  }

  table.long tfoot :is(th, td) {
    position: sticky;
    z-index: 2;
    bottom: calc(-1 * var(--kr-gap-l));
    background: var(--kr-surface);
    border-top: 0;
    /* rows scroll under it, and its line stays whole */
    box-shadow:
      inset 0 2px var(--kr-ink),
      0 -14px 12px var(--kr-surface);
  }
`;

/** Every row a card with its labels. */
const cards = css`
  table,
  tbody,
  tfoot {
    display: block;
  }

  thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  tr {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.2rem;
    padding-block: 0.7rem;
    border-bottom: 1px solid var(--kr-line);
  }

  tbody tr:last-child {
    border-bottom: 0;
  }

  tfoot tr {
    border-top: var(--kr-line-width) solid var(--kr-ink);
    border-bottom: 0;
  }

  :is(tbody, tfoot) :is(th, td) {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding: 0.1rem 0;
    border: 0;
  }

  :is(tbody, tfoot) th {
    display: block;
    font-weight: 600;
  }

  td[data-label]::before {
    content: attr(data-label);
    color: var(--kr-ink-quiet);
    font-weight: 400;
  }

  td.none {
    display: none;
  }

  tfoot tr {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
  }

  tfoot td[data-label] {
    flex: 1 0 100%;
  }

  tfoot td:not([data-label]) {
    margin-inline-start: auto;
  }

  table.long tfoot :is(th, td) {
    position: static;
    box-shadow: none;
  }
`;

/** Every row a card where the place is narrower than so many rem. */
export const cardsBelow = (rem: number) => css`
  @container (max-width: ${unsafeCSS(rem)}rem) {
    ${cards}
  }
`;
