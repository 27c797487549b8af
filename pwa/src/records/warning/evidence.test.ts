import { describe, expect, it } from 'vitest';
import { datesOfOccasions, evidenceLines, isTicked, occasionsParagraph, ticked, type Source } from './evidence';

const REPORT: Source = {
  record: '0197f0aa-0000-7000-8000-000000000001',
  type: 'community_report',
  fields: {
    reference: 'C-7K-0031',
    happened_at: '2026-02-05T23:40:00+00:00',
    place: { street: 'Chandler Row' },
    words: 'Same silver car, three times round.',
  },
};

const SEEN: Source = {
  record: '0197f0aa-0000-7000-8000-000000000002',
  type: 'sighting',
  fields: {
    reference: 'S-7K-0007',
    happened_at: '2026-02-02T22:10:00+00:00',
    place: { street: 'Ropewalk Street' },
    words: 'Stopped beside a woman.',
  },
};

describe('ticking what I have', () => {
  it('adds a piece of evidence and an occasion, oldest occasion first', () => {
    const once = ticked({}, REPORT, true);
    const twice = ticked(once, SEEN, true);

    expect(isTicked(twice, REPORT.record)).toBe(true);
    expect(occasionsParagraph(twice)).toBe(
      'On 2 February 2026 at 22:10, Ropewalk Street: Stopped beside a woman. On 5 February 2026 at 23:40, Chandler Row.',
    );
    expect(datesOfOccasions(twice)).toBe('2 dates: 2 February 2026, 5 February 2026');
  });

  it("never copies a resident's own words, which could tell who reported", () => {
    expect(JSON.stringify(ticked({}, REPORT, true))).not.toContain('silver car');
  });

  it('takes both away again and leaves what was typed', () => {
    const typed = { evidence: [{ element: 'e1', kind: 'cctv' }], occasions: [{ element: 'o1', on: '2026-01-01' }] };

    const back = ticked({ ...typed, ...ticked(typed, REPORT, true) }, REPORT, false);

    expect(back).toEqual(typed);
  });

  it('ticked twice is one line', () => {
    const twice = ticked(ticked({}, REPORT, true), REPORT, true);

    expect(evidenceLines(twice, { resident_report: 'Resident report' })).toEqual([
      'Resident report, C-7K-0031, 5 February 2026',
    ]);
  });
});
