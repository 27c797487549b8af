import { describe, expect, it } from 'vitest';
import { creditOf } from './credit';

describe('whose work a map is', () => {
  it('is said in plain words, without the links of its makers', () => {
    const attribution = '<a href="https://maps.example" target="_blank">Protomaps</a> &copy; <a href="https://streets.example">OpenStreetMap contributors</a>';

    expect(creditOf(attribution)).toBe('Protomaps © OpenStreetMap contributors');
  });

  it('keeps signs that it does not know', () => {
    expect(creditOf('Trees &eacute; Co &amp; Sons')).toBe('Trees &eacute; Co & Sons');
  });

  it('is nobody’s where the file names nobody', () => {
    expect([creditOf(undefined), creditOf(''), creditOf('<b> </b>'), creditOf(7)]).toEqual([null, null, null, null]);
  });
});
