// What the tabs of the profile share.
import { css } from 'lit';

export const tabStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--kr-gap-m);
  }

  .rows {
    padding-block: var(--kr-gap-xs);
  }

  h2 {
    font-size: var(--kr-text-l);
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: max(8px, 0.5rem);
  }

  .checks {
    display: grid;
    gap: max(8px, 0.5rem);
  }
`;
