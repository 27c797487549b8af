/** Values that are more than a text, a number or a list of them (PROTOCOL section 5). */

/**
 * Micro-degrees (WGS 84) and metres. source: measured by the phone, or put on the map by hand; absent in entries of older
 * apps, which knew only the phone. at: when. moved_metres: how far from what the phone had said.
 */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_metres: number;
  readonly source?: 'phone' | 'map';
  readonly at?: string;
  readonly moved_metres?: number;
}

export interface Place {
  readonly street?: string;
  readonly words?: string;
  readonly position?: Position | null;
}

/** A file that was uploaded for the change that names it. */
export interface FileValue {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
}
