import { describe, expect, it } from 'vitest';
import { WARNING } from '../warning.gen';
import { AFTERWARDS, pageAfter, pageNamed, pageOf, PAGES } from './pages';

describe('the pages of a warning', () => {
  it('hold every section of the declaration', () => {
    const known = new Set<string>([...PAGES.map((page) => page.section), AFTERWARDS]);

    const sections = WARNING.fields.flatMap((field) => field.section ?? []);

    expect(sections.filter((section) => !known.has(section))).toEqual([]);
  });

  it('follow one another and take an unknown address for the first', () => {
    expect(pageAfter('who')).toBe('happened');
    expect(pageAfter('give')).toBe('give');
    expect(pageNamed('elsewhere')).toBe('who');
    expect(pageOf('Their copy')).toBe('copy');
  });
});
