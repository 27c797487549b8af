/** The files that stand anywhere in what was said. Twin of `files_of` in `sync/files.py`. */

import type { FileValue } from './shared_values';

/** Every file in a change's `set`, a record's fields or a part of either: known by its keys alone. */
export function filesOf(value: unknown): readonly FileValue[] {
  if (Array.isArray(value)) return value.flatMap(filesOf);
  if (!isObject(value)) return [];
  return isFile(value) ? [value] : Object.values(value).flatMap(filesOf);
}

/** Whether a value is one of kind `file`. */
export function isFile(value: unknown): value is FileValue {
  return (
    isObject(value) &&
    Object.keys(value).length === 3 &&
    typeof value['sha256'] === 'string' &&
    typeof value['bytes'] === 'number' &&
    typeof value['mime'] === 'string'
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
