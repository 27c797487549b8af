/** Each person on a phone has a language; the page says which it is. */
import { beforeEach, describe, expect, it } from 'vitest';
import { t } from '../screens/today/texts';
import { language } from './language.svelte';
import { littleData } from './little_data.svelte';

const root = document.documentElement;

beforeEach(async () => {
  // eslint-disable-next-line no-restricted-globals -- The choice is kept outside the vault: the locked screen speaks it.
  localStorage.clear();
  await language.choose('en-GB', null);
});

describe('the language', () => {
  it('is spoken at once, and said of the page', async () => {
    await language.choose('cy', 'K7');

    expect([root.lang, root.dir, t.today]).toEqual(['cy', 'ltr', 'Heddiw']);
  });

  it('is each person’s own', async () => {
    await language.choose('cy', 'K7');
    await language.choose('en-GB', 'M2');

    await language.follow('K7');
    const hers = t.nothingSeen;
    await language.follow('M2');

    expect([hers, t.nothingSeen]).toEqual(['Dim i’w weld', 'Nothing seen']);
  });

  it('of somebody who has chosen none is the browser’s, not the last person’s', async () => {
    await language.choose('cy', 'K7');

    await language.follow('X9');

    expect(root.lang).toBe('en-GB');
  });

  it('marks a screen that has no words in it as English', async () => {
    await language.choose('cy', 'K7');

    expect([language.langOf('screens/today'), language.langOf('screens/queue')]).toEqual([undefined, 'en-GB']);
  });
});

describe('little data', () => {
  it('follows the phone until the person says otherwise', () => {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
    const asked = littleData.on;
    littleData.choose('all');

    expect([asked, littleData.on]).toEqual([true, false]);
  });
});
