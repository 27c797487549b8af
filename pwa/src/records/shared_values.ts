/** Values that are more than a text, a number or a list of them (PROTOCOL section 5). */

/** Micro-degrees (WGS 84) and metres. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_metres: number;
}

export interface Place {
  readonly street?: string;
  readonly words?: string;
  readonly position?: Position;
}

/** A file that was uploaded for the change that names it. */
export interface FileValue {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
}
