import { screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { harbour } from '../../../tests/harbour';
import { opened, pressed } from '../../../tests/opened';
import { recordText } from '../../api/memory_core';
import Note from '../../screens/patrol/Note.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000fe';
const ZONE = '5a000000-0000-4000-8000-0000000000aa';

/** One more zone, with an outline, in the harbour of the tests. */
function harbourWithGround(): ReturnType<typeof harbour> {
  const outline = [[[[1_902_000, 51_900_000], [1_906_000, 51_900_000], [1_906_000, 51_902_000], [1_902_000, 51_902_000]]]];
  const fields = { name: 'Ropewalk hot spot', kind: 'hot_spot', streets: ['Ropewalk Street'], polygons: outline };
  return harbour({}, [recordText({ record: ZONE, type: 'zone', stream: 'op/harbour', fields })]);
}

function phoneAt(latitude: number, longitude: number): void {
  const coords = { latitude, longitude, accuracy: 12 };
  const getCurrentPosition = (found: PositionCallback): void => found({ coords, timestamp: Date.now() } as GeolocationPosition);
  tells({ getCurrentPosition });
}

function tells(geolocation: Pick<Geolocation, 'getCurrentPosition'> | null): void {
  Object.defineProperty(navigator, 'geolocation', { value: geolocation, configurable: true });
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'geolocation');
});

describe('the position of an entry', () => {
  it('is put in by itself where the operation is', async () => {
    phoneAt(51.901, 1.904);
    await opened(harbourWithGround(), Note, { draft: DRAFT });

    expect(await screen.findByText('Position added, within 12 m.')).toBeTruthy();
  });

  it('at sea is shown and not kept without a word', async () => {
    phoneAt(53.5, 2.5);
    const core = harbourWithGround();
    await opened(core, Note, { draft: DRAFT });

    expect(await screen.findByText('Far from the operation: check')).toBeTruthy();
    expect(screen.queryByText(/Position added/)).toBeNull();
    await pressed(screen.getByRole('button', { name: 'Leave it out' }));

    expect(screen.queryByText('Far from the operation: check')).toBeNull();
    expect((await core.draft(DRAFT))?.values['place']).not.toMatchObject({ position: { latitude: 53_500_000 } });
  });

  it('that a phone does not tell leaves the street', async () => {
    tells(null);
    await opened(harbourWithGround(), Note, { draft: DRAFT });

    expect(await screen.findByText('No position. The street is enough.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Put it on the map' })).toBeTruthy();
  });
});
