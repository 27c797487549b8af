import { describe, expect, it } from 'vitest';
import { mendAddress } from './mend_address';

const DRAFT = { draft: 'd1', stream: 'op/harbour', route: '#/unsent', title: '' };

describe('what was refused is mended where it was written', () => {
  it.each([
    ['warning', null, {}, '#/warning/d1'],
    ['warning', 'w1', {}, '#/warning/d1'],
    ['engagement', null, { contact: 'talked' }, '#/met/talked/d1'],
    ['engagement', null, { contact: 'could_be_under_18' }, '#/met/child/d1'],
    ['engagement', null, { contact: 'urgent' }, '#/met/urgent/d1'],
    ['sighting', null, { kind: 'note' }, '#/note/d1'],
    ['community_report', null, {}, '#/report/d1'],
  ])('%s %s %o', (type, record, values, address) => {
    expect(mendAddress({ ...DRAFT, type, record, values }, 'op/harbour')).toBe(address);
  });

  it('by its definition where no page of its own goes on with a draft', () => {
    expect(mendAddress({ ...DRAFT, type: 'vehicle', record: null, values: {} }, 'op/harbour')).toBe('#/write/vehicle/d1');
    expect(mendAddress({ ...DRAFT, type: 'vehicle', record: 'v1', values: {} }, 'op/harbour')).toBe('#/edit/vehicle/op%2Fharbour/v1/d1');
  });
});
