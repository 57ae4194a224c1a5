// The history table's look: whole rows as touch targets, a header that stays in sight over long ranges.
import { css } from 'lit';

export const historyTable = css`
  thead th {
    position: sticky;
    top: calc(-1 * var(--kr-gap-l));
    z-index: 1;
    background: var(--kr-surface);
    padding-block: var(--kr-gap-s) 0.4rem;
    /* a collapsed border does not travel with a sticky cell */
    border-bottom: 0;
    box-shadow: inset 0 -2px var(--kr-line);
  }

  tr.row {
    position: relative;
    height: var(--kr-target);
  }

  tr.row > :is(th, td) {
    vertical-align: middle;
  }

  tr.row > th {
    padding-block: 0;
  }

  tbody:last-of-type > tr:last-child > :is(th, td) {
    border-bottom: 0;
  }

  tbody > tr:last-child > :is(th, td) {
    border-bottom: 1px solid var(--kr-line);
  }

  button {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    width: 100%;
    min-height: var(--kr-target);
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    font-weight: 600;
  }

  /* the whole row is the button */
  button::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  button:focus-visible {
    outline: none;
  }

  button:focus-visible::after {
    outline: 4px solid var(--kr-focus);
    outline-offset: -4px;
  }

  button kr-icon {
    color: var(--kr-accent);
  }

  .row.open > :is(th, td) {
    border-bottom-color: transparent;
  }

  .due {
    font-weight: 600;
  }

  .detail > td {
    padding: 0 0 var(--kr-gap-m) 1.9rem;
  }

  .detail kr-charge-lines {
    padding: 0.2rem var(--kr-gap-m) 0.4rem;
    border-radius: var(--kr-radius-s);
    background: var(--kr-page);
    border: 1px solid var(--kr-line);
  }

  tfoot :is(th, td) {
    position: sticky;
    bottom: calc(-1 * var(--kr-gap-l));
    background: var(--kr-surface);
    border-top: 0;
    box-shadow: inset 0 2px var(--kr-ink);
  }

  @container (max-width: 38rem) {
    tr.row {
      height: auto;
    }

    tfoot :is(th, td) {
      position: static;
      box-shadow: none;
    }

    .detail > td {
      padding-inline-start: 0;
    }

    .filler {
      display: none !important;
    }
  }
`;
