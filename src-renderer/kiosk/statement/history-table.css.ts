// Styles of the history table: whole rows are touch targets that expand to their lines.
import { css } from 'lit';

export const historyTable = css`
  tr.row {
    position: relative;
  }

  /* above the row's own button */
  .mark kr-button {
    position: relative;
    z-index: 1;
  }

  @container (min-width: 41.01rem) {
    .mark {
      width: var(--kr-target);
      padding-inline: 0.5rem 0;
      text-align: center;
    }

    .mark .words {
      display: none;
    }

    tr.row {
      height: var(--kr-target);
    }

    tr.row > :is(th, td) {
      vertical-align: middle;
      padding-block: 0.35rem;
    }

    :is(th, td).sum {
      padding-inline: 0.5rem;
    }

    tbody > tr:last-child > :is(th, td) {
      border-bottom: 1px solid var(--kr-line);
    }

    tbody:last-of-type > tr:last-child > :is(th, td),
    .row.open > :is(th, td) {
      border-bottom-color: transparent;
    }

    .detail > td {
      padding: 0 0 var(--kr-gap-m) 1.9rem;
    }
  }

  @container (max-width: 41rem) {
    .row button {
      min-height: var(--kr-target);
    }

    .filler,
    td.mark:empty {
      display: none !important;
    }

    td.mark {
      justify-content: flex-start;
      margin-inline-start: -1.1rem;
    }

    .detail {
      padding-top: 0;
    }

    .row.open {
      border-bottom: 0;
    }

    tbody:not(:last-of-type) > tr:last-child {
      border-bottom: 1px solid var(--kr-line);
    }
  }

  button {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    width: 100%;
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

  button .note {
    margin-top: 0;
    line-height: 1.15;
    font-weight: 400;
    color: var(--kr-warn);
  }

  button kr-icon {
    color: var(--kr-accent);
  }

  .due {
    font-weight: 600;
  }

  .due .note {
    margin-top: 0;
    line-height: 1.1;
    font-weight: 400;
  }

  .detail kr-charge-lines {
    /* a size container has no width of its own in a flex row */
    flex: 1 1 100%;
    min-width: 0;
    padding: 0.2rem var(--kr-gap-m) 0.4rem;
    border: 1px solid var(--kr-line);
    border-radius: var(--kr-radius-s);
    background: var(--kr-page);
  }
`;
