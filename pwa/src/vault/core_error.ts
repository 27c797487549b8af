/** A call that could not be done. The code is all that the page is told. */
export class CoreError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'CoreError';
    this.code = code;
  }
}
