// Styles of the paper: a white sheet with black ink in every theme except the light-on-dark one, where it follows the theme.
import { css } from 'lit';

export const sheet = css`
  :host {
    display: block;
    container-type: inline-size;
    font-size: var(--kr-text-s);
    line-height: 1.35;
  }

  article {
    display: grid;
    gap: var(--kr-gap-m);
    padding: clamp(1rem, 4cqi, 2.4rem);
    background: var(--kr-surface);
    border: 1px solid var(--kr-line);
    box-shadow: var(--kr-shadow);
    border-radius: 2px;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.4rem 2rem;
    padding-bottom: var(--kr-gap-s);
    border-bottom: var(--kr-line-width) solid var(--kr-ink);
  }

  h2 {
    flex: 1 1 20rem;
    font-size: var(--kr-text-l);
    line-height: 1.25;
    font-weight: 700;
  }

  .period {
    display: block;
    font-weight: 600;
  }

  h3 {
    margin: 0;
    font-size: inherit;
    font-weight: 400;
    color: var(--kr-ink-quiet);
  }

  .who,
  .where {
    overflow-wrap: anywhere;
  }

  .who {
    font-weight: 600;
  }

  .small {
    color: var(--kr-ink-quiet);
    overflow-wrap: anywhere;
  }

  .parties {
    display: grid;
    gap: var(--kr-gap-m) var(--kr-gap-l);
  }

  @container (min-width: 36rem) {
    .parties {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  dl {
    margin-top: 0.2rem;
  }

  @container (min-width: 30rem) {
    dl {
      display: grid;
      grid-template-columns: fit-content(42%) minmax(0, 1fr);
      gap: 0.1rem 0.8em;
    }

    dl > div {
      display: contents;
    }
  }

  dt {
    color: var(--kr-ink-quiet);
  }

  dd {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .contacts {
    margin-top: 0.4rem;
  }

  .code {
    color: var(--kr-ink);
    font-variant-numeric: tabular-nums;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--kr-text-m);
  }

  :is(tbody, tfoot) :is(th, td) {
    padding: 0.4rem 0;
    text-align: start;
    vertical-align: baseline;
    font-weight: 400;
    border-bottom: 1px solid var(--kr-line);
  }

  tbody td,
  tfoot td {
    padding-inline-start: 1rem;
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .note {
    display: block;
    color: var(--kr-ink-quiet);
    font-size: var(--kr-text-s);
    overflow-wrap: anywhere;
  }

  [data-testid='document-due-period'] > :is(th, td) {
    font-weight: 600;
  }

  tfoot tr > :is(th, td) {
    padding-block: 0.6rem;
    border-top: var(--kr-line-width) solid var(--kr-ink);
    border-bottom: var(--kr-line-width) solid var(--kr-ink);
    font-size: var(--kr-text-xl);
    line-height: 1.2;
    font-weight: 700;
  }

  .pay {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--kr-gap-m) var(--kr-gap-l);
  }

  .terms {
    flex: 1 1 16rem;
    display: grid;
    gap: 0.35rem;
    align-content: start;
  }

  .until {
    font-size: var(--kr-text-l);
    font-weight: 600;
  }

  figure {
    width: 13rem;
    max-width: 100%;
  }

  svg {
    display: block;
    width: 100%;
    height: auto;
  }

  figcaption {
    text-align: center;
    line-height: 1.25;
  }

  .no-qr {
    align-self: start;
    max-width: 13rem;
    padding: 1rem;
    border: var(--kr-line-width) dashed var(--kr-control-line);
    text-align: center;
  }

  .flawed {
    padding-top: var(--kr-gap-s);
    border-top: 1px solid var(--kr-line);
  }

  .nowrap {
    white-space: nowrap;
  }
`;
