/** What a verdict makes of a pending change. Nothing but the server's proof makes it "Sent". */

import type { Problem } from '../api/core';
import type { Kept } from '../store/outbox';
import type { Side, Statement } from '../store/sides';
import type { OpenInstall } from './install';
import { checkedReceipt } from './receipts';
import type { Verdict } from './wire';

/** In the ledger, or kept until it can be: "Sent". */
const SENT: ReadonlySet<string> = new Set(['accepted', 'merged', 'conflicted', 'held']);
/** Nobody has to send them again, somebody has to look at them: "Needs attention". */
const ATTENTION: ReadonlySet<string> = new Set(['late', 'refused', 'quarantined']);

/** Words where the server gave no problem of its own. */
const WORDS: Readonly<Record<string, string>> = {
  late: 'This arrived after your access had ended. A supervisor will decide about it.',
  refused: 'The server did not accept this entry. Open it to mend it.',
  quarantined: 'The server could not prove this entry and keeps it apart. Tell your supervisor.',
};

export type Judged =
  /** The change as it stands now. */
  | { readonly kind: 'known'; readonly kept: Kept; readonly proof: Statement | null }
  /** Nothing was stored: it is sent again later. */
  | { readonly kind: 'again' }
  /** The answer says "sent" and does not prove it. */
  | { readonly kind: 'unproved' };

/** Judges one verdict about one change. Acknowledges by the change's own hash, never by the record (FINDINGS R13). */
export async function judged(install: OpenInstall, kept: Kept, said: Verdict): Promise<Judged> {
  const verdict = said.verdict === 'known' && said.latest !== null ? said.latest : said;
  if (verdict.verdict === 'retry') return { kind: 'again' };
  if (verdict.change_hash !== kept.hash) return { kind: 'unproved' };
  if (said.verdict !== 'known' && isSignatureWrong(said)) return { kind: 'again' };
  const receipt = await checkedReceipt(install, verdict, kept.hash);
  if (SENT.has(verdict.verdict)) {
    if (receipt === null) return { kind: 'unproved' };
    return { kind: 'known', kept: { ...kept, state: 'sent', verdict: verdict.verdict, problems: [], receipt }, proof: verdict.receipt };
  }
  if (!ATTENTION.has(verdict.verdict)) return { kind: 'again' };
  const problems = verdict.problems.length > 0 ? verdict.problems : [inWords(verdict.verdict)];
  return { kind: 'known', kept: { ...kept, state: 'attention', verdict: verdict.verdict, problems, receipt }, proof: receipt === null ? null : verdict.receipt };
}

/**
 * Whether the shown texts contain a sent change, so that it need not be laid over them any more.
 *
 * side: the shown copy of the stream that the receipt names, if this phone has one. readable: the author reads the
 * stream of the change. Nobody who may only write keeps what was sent.
 */
export function isPassed(kept: Kept, side: Side | undefined, readable: boolean): boolean {
  if (kept.state !== 'sent' || kept.verdict === 'held' || kept.receipt === null) return false;
  const { epoch, seq } = kept.receipt;
  if (epoch === null || seq === null) return !readable;
  const complete = side?.complete;
  if (complete == null) return !readable;
  // Of another epoch: the ledger went back and may have lost it; then the record's own history tells.
  return complete.epoch === epoch && complete.seq >= seq;
}

/**
 * The signature that arrived was not the one that belongs to these bytes: perhaps it was altered on its way. Sent once
 * more, they are judged by themselves; only what is `known` with it was this phone's own envelope (PROTOCOL section 8).
 */
function isSignatureWrong(said: Verdict): boolean {
  return said.verdict === 'quarantined' && said.problems.some((each) => each.code === 'signature_wrong');
}

function inWords(verdict: string): Problem {
  return { code: verdict, path: '', words: WORDS[verdict] ?? '' };
}
