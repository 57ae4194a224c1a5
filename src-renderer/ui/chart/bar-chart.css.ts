// Styles of the chart: charged is a pale outlined bar, paid a solid one, so that they differ without colour too.
import { css } from 'lit';
import { blocks } from '../../styles/shared.ts';
import { edgeToEdge, plainTable } from '../../styles/tables.ts';

export const chartStyles = [
  blocks,
  plainTable,
  css`
    :host {
      display: block;
      font-size: var(--kr-text-s);
    }

    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--kr-gap-xs) var(--kr-gap-m);
    }

    h2 {
      flex: 1 1 20rem;
    }

    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 0.2rem 2rem;
      margin-block: 0.2rem var(--kr-gap-m);
      font-size: var(--kr-text-m);
    }

    .when {
      color: var(--kr-ink-quiet);
      min-width: 11em;
    }

    .key {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 0.5em;
      font-variant-numeric: tabular-nums;
    }

    .key i {
      width: 0.9em;
      height: 0.9em;
      border: 2px solid var(--kr-accent);
      border-radius: 2px;
    }

    .key .charged {
      background: var(--kr-accent-soft);
    }

    .key .paid {
      background: var(--kr-accent);
    }

    .key b {
      font-weight: 600;
      white-space: nowrap;
    }

    .plot {
      min-width: 0;
      overflow: hidden;
    }

    svg {
      display: block;
      touch-action: pan-y;
    }

    rect.charged {
      fill: var(--kr-accent-soft);
      stroke: var(--kr-accent);
      stroke-width: 1.5;
    }

    rect.paid {
      fill: var(--kr-accent);
      stroke: var(--kr-accent);
      stroke-width: 1.5;
    }

    rect.picked {
      fill: none;
      stroke: var(--kr-ink-quiet);
      stroke-width: 1.5;
      stroke-dasharray: 4 4;
    }

    .grid {
      stroke: var(--kr-line);
      stroke-width: 1;
    }

    .base {
      stroke: var(--kr-ink-quiet);
      stroke-width: 2;
    }

    text {
      fill: var(--kr-ink-quiet);
      font-size: var(--kr-text-s);
      font-variant-numeric: tabular-nums;
    }

    .tick {
      text-anchor: end;
    }

    .month,
    .year {
      text-anchor: middle;
    }

    .year {
      fill: var(--kr-ink);
      font-weight: 600;
    }

    table {
      margin-top: var(--kr-gap-s);
    }

    caption {
      padding-bottom: var(--kr-gap-s);
      text-align: start;
      color: var(--kr-ink-quiet);
      font-size: var(--kr-text-s);
    }

    th,
    td {
      padding: 0.5rem 0.3rem;
    }

    :is(th, td).sum {
      text-align: end;
    }
  `,
  edgeToEdge,
];
