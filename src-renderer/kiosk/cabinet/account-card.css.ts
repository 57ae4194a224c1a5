// Styles of an account card on «Главная».
import { css } from 'lit';

export const accountCard = css`
  :host {
    display: block;
  }

  .card {
    container-type: inline-size;
    padding: 0;
    overflow: hidden;
  }

  h2 {
    font-size: var(--kr-text-m);
  }

  h2 button {
    width: 100%;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0.4rem 1rem;
    min-height: calc(var(--kr-target) * 1.3);
    padding: 0.8rem var(--kr-gap-l) 0.8rem var(--kr-gap-m);
    border: 0;
    background: transparent;
    text-align: start;
    outline-offset: -4px;
  }

  h2 button:active {
    background: var(--kr-accent-soft);
  }

  h2 kr-icon {
    color: var(--kr-accent);
  }

  .who {
    min-width: 0;
    display: grid;
    gap: 0.15rem;
  }

  .address {
    font-size: var(--kr-text-l);
    line-height: 1.3;
    font-weight: 600;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  .facts {
    font-weight: 400;
    color: var(--kr-ink-quiet);
    overflow-wrap: anywhere;
  }

  .badge {
    display: inline-block;
    padding: 0 0.6em;
    border: var(--kr-line-width) solid currentColor;
    border-radius: 1em;
    color: var(--kr-good);
    background: var(--kr-good-soft);
    font-size: var(--kr-text-s);
    font-weight: 600;
    white-space: nowrap;
  }

  .balance {
    grid-column: 2;
    font-size: var(--kr-text-xl);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .balance small {
    font-size: var(--kr-text-s);
    font-weight: 400;
    color: var(--kr-ink-quiet);
  }

  .balance:is(.advance, .zero) {
    color: var(--kr-good);
  }

  @container (min-width: 44rem) {
    h2 button {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }

    .balance {
      grid-column: 3;
      text-align: end;
    }

    .balance small {
      display: block;
    }
  }

  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--kr-gap-m);
    padding: var(--kr-gap-m) var(--kr-gap-l) var(--kr-gap-l);
    border-top: 1px solid var(--kr-line);
  }

  kr-pending-payments:not([filled]) {
    display: none;
  }

  h3 {
    font-size: var(--kr-text-l);
    line-height: 1.3;
    font-weight: 600;
  }

  .main-buttons {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    gap: var(--kr-gap-s);
  }

  .links-grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: var(--kr-gap-xs);
  }

  .links-grid span {
    flex: 1;
  }
`;
