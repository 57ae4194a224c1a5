// The gallery is whole: an element of ui/ that is not in it, or a specimen without its element, is a failure here.
import { describe, expect, it } from 'vitest';
import { specimens } from '../gallery/specimens.ts';
import { show } from './support/page.ts';

const sources = import.meta.glob<string>('../../src-renderer/ui/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('the gallery', () => {
  it('shows every element of ui/, and no others', () => {
    const tags = Object.values(sources).flatMap(source =>
      [...source.matchAll(/@customElement\('([a-z-]+)'\)/g)].map(([, tag]) => tag),
    );
    expect(tags.length).toBeGreaterThan(15);
    expect(Object.keys(specimens).sort()).toEqual(tags.sort());
  });

  it.each(Object.keys(specimens))('shows %s in states with names of their own', async tag => {
    const list = specimens[tag] ?? [];
    expect(new Set(list.map(({ state }) => state)).size).toBe(list.length);
    for (const { state, template } of list) {
      const first = await show<HTMLElement>(template);
      expect(first.parentElement?.querySelector(tag), state).not.toBeNull();
    }
  });
});
