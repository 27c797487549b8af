import { describe, expect, it } from 'vitest';
import { arriving, countingUp, hereNow, leaving, presencesOf, takingBack } from './presence';
import { aboutMinutes } from './minutes';

const ROPEWALK = '5a000000-0000-4000-8000-000000000001';
const CHANDLER = '5a000000-0000-4000-8000-000000000002';
const at = (time: string): string => `2026-11-22T${time}:00+00:00`;

describe('presence', () => {
  it('counts the minutes of every stay in a zone, the one going on included', () => {
    const patrol = {
      presence: [
        { element: 'a', zone: ROPEWALK, here_at: at('22:05'), left_at: at('22:15') },
        { element: 'b', zone: CHANDLER, here_at: at('22:20'), left_at: at('22:50') },
        { element: 'c', zone: ROPEWALK, here_at: at('23:00') },
      ],
    };

    expect(aboutMinutes(patrol, ROPEWALK, at('23:04')).minutes).toBe(14);
    expect(aboutMinutes(patrol, CHANDLER, at('23:04')).minutes).toBe(30);
  });

  it('lets a correction stand against the estimate', () => {
    const patrol = {
      presence: [{ element: 'a', zone: ROPEWALK, here_at: at('22:05'), left_at: at('22:15') }],
      minutes: [{ element: ROPEWALK, zone: ROPEWALK, estimated: 10, corrected: 25, reason: 'forgot the key' }],
    };

    expect(aboutMinutes(patrol, ROPEWALK, at('23:00')).minutes).toBe(25);
  });

  it('writes the end of a stay and about how long it was', () => {
    const patrol = { presence: [{ element: 'a', zone: ROPEWALK, here_at: at('22:05') }] };

    expect(leaving(patrol, at('22:19'))).toEqual({
      'presence/a/left_at': at('22:19'),
      [`minutes/${ROPEWALK}/zone`]: ROPEWALK,
      [`minutes/${ROPEWALK}/estimated`]: 14,
      [`minutes/${ROPEWALK}/basis`]: 'keys',
    });
  });

  it('ends the stay before it when an officer arrives somewhere else', () => {
    const patrol = { presence: [{ element: 'a', zone: ROPEWALK, here_at: at('22:05') }] };

    const set = arriving(patrol, CHANDLER, at('22:30'), 'b');

    expect(set['presence/a/left_at']).toBe(at('22:30'));
    expect(set['presence/b/zone']).toBe(CHANDLER);
    expect(set['presence/b/here_at']).toBe(at('22:30'));
  });

  it('takes a stay back and lets the one before it go on', () => {
    const patrol = { presence: [{ element: 'a', zone: ROPEWALK, here_at: at('22:05') }] };
    const written = arriving(patrol, CHANDLER, at('22:30'), 'b');

    expect(takingBack(patrol, written)).toEqual({
      'presence/a/left_at': null,
      [`minutes/${ROPEWALK}/zone`]: ROPEWALK,
      [`minutes/${ROPEWALK}/estimated`]: null,
      [`minutes/${ROPEWALK}/basis`]: null,
      'presence/b/removed': true,
    });
  });

  it('takes back the minutes to what they were', () => {
    const patrol = {
      presence: [{ element: 'a', zone: ROPEWALK, here_at: at('22:05') }],
      minutes: [{ element: ROPEWALK, zone: ROPEWALK, estimated: 4 }],
    };

    expect(takingBack(patrol, leaving(patrol, at('22:19')))).toEqual({
      'presence/a/left_at': null,
      [`minutes/${ROPEWALK}/zone`]: ROPEWALK,
      [`minutes/${ROPEWALK}/estimated`]: 4,
      [`minutes/${ROPEWALK}/basis`]: null,
    });
  });

  it('has nothing to end when nobody arrived', () => {
    expect(leaving({}, at('22:30'))).toEqual({});
    expect(hereNow({ presence: 'damaged' })).toBeNull();
    expect(presencesOf({ presence: [null, { element: 'a' }] })).toEqual([]);
  });
});

describe('minutes beside the keys', () => {
  const patrol = { started_at: at('22:00'), presence: [{ element: 'a', zone: ROPEWALK, here_at: at('22:05'), left_at: at('22:15') }] };
  const seen = [{ at: Date.parse(at('22:40')), zone: ROPEWALK }, { at: Date.parse(at('22:55')), zone: CHANDLER }];

  it('come from signs of life as well, and never fall under what was written down', () => {
    expect(aboutMinutes(patrol, ROPEWALK, at('23:00'), seen).minutes).toBe(20);
    expect(aboutMinutes({ ...patrol, minutes: [{ element: ROPEWALK, zone: ROPEWALK, estimated: 31 }] }, ROPEWALK, at('23:00'), seen).minutes).toBe(31);
  });

  it('are counted up for every zone at the end of the patrol, and hold no time and no place of a sign', () => {
    const written = countingUp(patrol, [ROPEWALK, CHANDLER, 'elsewhere'], at('23:00'), seen);

    expect(written).toEqual({
      [`minutes/${ROPEWALK}/zone`]: ROPEWALK,
      [`minutes/${ROPEWALK}/estimated`]: 20,
      [`minutes/${ROPEWALK}/basis`]: 'both',
      [`minutes/${CHANDLER}/zone`]: CHANDLER,
      [`minutes/${CHANDLER}/estimated`]: 10,
      [`minutes/${CHANDLER}/basis`]: 'signs',
    });
  });
});
