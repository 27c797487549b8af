import { describe, expect, it } from 'vitest';
import { href, parse, PATHS, type Screen } from './routes';

describe('addresses', () => {
  it('read back as the screen and parts that they were made of', () => {
    const address = href('record', { stream: 'care/harbour', record: '0197f0aa-0000-7000-8000-000000000001' });

    expect(parse(address)).toEqual({
      screen: 'record',
      params: { stream: 'care/harbour', record: '0197f0aa-0000-7000-8000-000000000001' },
    });
  });

  it('find a fixed word before a part that would fit it', () => {
    expect(parse('#/patrol/start')).toEqual({ screen: 'patrol_start', params: {} });
    expect(parse('#/inbox/referral/r1').screen).toBe('inbox_referral');
  });

  it('lead to every screen from its own path', () => {
    for (const screen of Object.keys(PATHS) as Screen[]) {
      const address = `#${PATHS[screen].replace(/:(\w+)/g, 'x-$1')}`;

      expect(parse(address).screen).toBe(screen);
    }
  });

  it('are unknown, and break nothing, when nobody made them', () => {
    expect(parse('#/nowhere/at/all/today').screen).toBe('unknown');
    expect(parse('#/note/%E0%A4%A').params).toEqual({ draft: '%E0%A4%A' });
    expect(parse('').screen).toBe('home');
  });
});
