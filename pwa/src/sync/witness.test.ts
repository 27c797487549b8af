import { expect, test } from 'vitest';
import { fromBase64url } from '../lib/bytes';
import { isExtension, rawSignature, witness } from './witness';

const hex = (text: string): string => btoa(String.fromCharCode(...(text.match(/../g) ?? []).map((each) => Number.parseInt(each, 16))));
/** Roots and proofs of the vectors that Certificate Transparency's implementations share. */
const HEADS = {
  one: { size: 1, root: hex('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d') },
  six: { size: 6, root: hex('76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef') },
  eight: { size: 8, root: hex('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328') },
};
const FROM_SIX = [
  hex('0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a'),
  hex('ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'),
  hex('d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'),
];
const FROM_ONE = [
  hex('96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'),
  hex('5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'),
  hex('6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'),
];

test('the published consistency proofs hold, and nothing altered does', async () => {
  expect(await isExtension(HEADS.six, HEADS.eight, FROM_SIX)).toBe(true);
  expect(await isExtension(HEADS.one, HEADS.eight, FROM_ONE)).toBe(true);
  expect(await isExtension(HEADS.one, HEADS.eight, FROM_SIX)).toBe(false);
  expect(await isExtension(HEADS.six, HEADS.eight, FROM_SIX.slice(1))).toBe(false);
  expect(await isExtension(HEADS.six, { ...HEADS.eight, root: HEADS.six.root }, FROM_SIX)).toBe(false);
  expect(await isExtension(HEADS.eight, HEADS.six, FROM_SIX)).toBe(false);
});

async function signed(key: CryptoKey, head: { size: number; root: string }): Promise<string> {
  const text = `lantern/t\n${head.size}\n${head.root}\n`;
  const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(text)));
  const part = (bytes: Uint8Array): number[] => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const digits = [...bytes.slice(first)];
    const whole = (digits[0] ?? 0) > 127 ? [0, ...digits] : digits;
    return [2, whole.length, ...whole];
  };
  const body = [...part(raw.slice(0, 32)), ...part(raw.slice(32))];
  return `${text}\n— lantern/t ${btoa(String.fromCharCode(0, 0, 0, 0, 0x30, body.length, ...body))}\n`;
}

test('a phone keeps a newer checkpoint with its proof, and both when the proof is wrong', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const [six, eight] = [await signed(pair.privateKey, HEADS.six), await signed(pair.privateKey, HEADS.eight)];
  const first = await witness(pair.publicKey, 't', null, { note: six, from: 0, consistency: [] });

  const grown = await witness(pair.publicKey, 't', first, { note: eight, from: 6, consistency: FROM_SIX });
  const torn = await witness(pair.publicKey, 't', first, { note: eight, from: 6, consistency: FROM_ONE });
  const shrunk = await witness(pair.publicKey, 't', grown, { note: six, from: 8, consistency: null });

  expect(grown).toEqual({ ...HEADS.eight, note: eight, against: [] });
  expect(torn?.against).toEqual([six]);
  expect(shrunk?.against).toEqual([eight]);
  expect(await witness(other.publicKey, 't', first, { note: eight, from: 6, consistency: FROM_SIX })).toBe(null);
  expect(await witness(pair.publicKey, 'u', null, { note: six, from: 0, consistency: [] })).toBe(null);
});

test('only a signature of two integers is read', () => {
  expect(rawSignature(fromBase64url(''))).toBe(null);
  expect(rawSignature(Uint8Array.of(0x30, 6, 2, 1, 1, 2, 1, 1))).toHaveLength(64);
  expect(rawSignature(Uint8Array.of(0x30, 7, 2, 1, 1, 2, 1, 1))).toBe(null);
});
