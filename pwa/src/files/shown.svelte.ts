/** Bytes under an address of this page, for as long as the component that shows them lives. Made while it starts. */
export class Shown {
  #address = $state<string | null>(null);
  #gone = false;

  constructor() {
    $effect(() => () => {
      this.#gone = true;
      this.show(null);
    });
  }

  get address(): string | null {
    return this.#address;
  }

  show(blob: Blob | null): void {
    if (this.#address !== null) URL.revokeObjectURL(this.#address);
    this.#address = blob === null || this.#gone ? null : URL.createObjectURL(blob);
  }
}
