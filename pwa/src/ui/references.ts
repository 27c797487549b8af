/** References of entries (H-7K-0398) among words: read out, compared and copied, so never broken at a line's end. */

const REFERENCE = /(\b[A-Z]-[0-9A-Z]{2,}-\d{2,}\b)/;

export interface Piece {
  readonly words: string;
  readonly reference: boolean;
}

/** The text in pieces; put together again they are the text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces = text.split(REFERENCE).map((words, index) => ({ words, reference: index % 2 === 1 }));
  return pieces.filter(({ words }) => words !== '');
}
