import { describe, expect, it } from 'vitest';
import vectors from '../../../tests/vectors/messages.json';
import { base64url, fromBase64url, utf8 } from '../lib/bytes';
import { folded } from '../lib/folding';
import { hashedArray, type HashedValue, sha256 } from '../lib/hashes';
import { pairedId } from '../lib/ids';
import { digits, moved, sumOf, term } from '../store/digest';
import { importMarkKey, marked } from '../store/marks';
import { sealingData } from '../vault/server_seal';
import { signedBytes } from '../vault/signing';
import { droppedText, receiptText } from './receipts';

describe('the bytes that phone and server must agree on', () => {
  it.each(vectors.hashed_array)('hashed array $text', ({ array, text }) => {
    expect(hashedArray(array)).toBe(text);
  });

  it.each(vectors.change)('hash and signed bytes of a change $hash', async ({ text, hash, signed }) => {
    expect(await sha256(text)).toBe(hash);
    expect(base64url(signedBytes(text))).toBe(signed);
  });

  it.each(vectors.receipt)('a receipt', ({ array, signed }) => {
    expect(base64url(utf8(receiptText(array as HashedValue[])))).toBe(signed);
  });

  it('the end of a grant', () => {
    const [tenant, install, stream, epoch, grant] = vectors.dropped.arguments as [string, string, string, number, number];

    expect(base64url(utf8(droppedText(tenant, install, stream, epoch, grant)))).toBe(vectors.dropped.signed);
  });

  it('the associated data of a sealed copy', () => {
    const [kid, tenant, install, dseq] = vectors.sealing_data.arguments as [string, string, string, number];

    expect(base64url(utf8(sealingData(kid, tenant, install, dseq)))).toBe(vectors.sealing_data.bytes);
  });

  it('the id of a paired record', async () => {
    const [tenant, type, first, second] = vectors.paired_id.arguments as [string, string, string, string];

    expect(await pairedId(tenant, type, first, second)).toBe(vectors.paired_id.id);
  });

  it('a digest, with a record in and out again', async () => {
    const rows = await Promise.all(vectors.digest.rows.map(async (row) => ({ ...row, hash: await sha256(row.text) })));
    const [one] = rows;
    if (one === undefined) throw new Error('the vectors hold no rows');
    const both = await sumOf(rows);

    expect(digits(0n)).toBe(vectors.digest.empty);
    expect(digits(await term(one))).toBe(vectors.digest.first);
    expect(digits(both)).toBe(vectors.digest.both);
    expect(digits(moved(both, await term(one), 0n))).toBe(vectors.digest.without_first);
  });
});

describe('how names are folded and marks recognised', () => {
  it.each(vectors.folded)('$text', ({ text, folded: expected }) => {
    expect(folded(text)).toBe(expected);
  });

  it('matches the keyed hashes that the server makes, until the last day of the mark', async () => {
    const { key, name, alias, plate } = vectors.marks;
    const mark_key = await importMarkKey(fromBase64url(key));
    const [full_name, birth_year] = name.arguments as [string, number];
    const marks = [
      { names: [name.hash], until: '2026-11-22' },
      { aliases: [alias.hash] },
      { plates: [plate.hash], voided: { reason: 'undone' } },
    ];

    expect(await marked(mark_key, { name: full_name, birth_year }, marks, '2026-11-22')).toBe(true);
    expect(await marked(mark_key, { name: full_name, birth_year }, marks, '2026-11-23')).toBe(false);
    expect(await marked(mark_key, { name: full_name, birth_year: birth_year + 1 }, marks, '2026-11-22')).toBe(false);
    expect(await marked(mark_key, { alias: alias.arguments[0] ?? '' }, marks, '2026-11-22')).toBe(true);
    expect(await marked(mark_key, { plate: plate.arguments[0] ?? '' }, marks, '2026-11-22')).toBe(false);
    expect(await marked(mark_key, { plate: plate.arguments[0] ?? '' }, [{ plates: [plate.hash] }], '2026-11-22')).toBe(true);
  });
});
