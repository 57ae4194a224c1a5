// Styles shared by the statement screens: the size container of their parts.
import { css } from 'lit';

export const screens = css`
  :host {
    display: block;
    height: 100%;
  }

  /* the table's own header has the space above it */
  .card.table {
    padding-top: var(--kr-gap-xs);
  }

  .measure {
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--kr-gap-m);
  }
`;
