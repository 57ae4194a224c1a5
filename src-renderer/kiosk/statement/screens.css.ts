// What the statement screens share: one container their parts are measured by.
import { css } from 'lit';

export const screens = css`
  :host {
    display: block;
    height: 100%;
  }

  /* the table's own header has the air above it */
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
