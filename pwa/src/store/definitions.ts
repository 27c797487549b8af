/** As much of the record types' declarations as the store needs, in one shape for worker and tests. */

export interface FieldShape {
  readonly name: string;
  readonly kind: string;
  readonly parts?: readonly FieldShape[];
}

export interface TypeShape {
  readonly name: string;
  /** First part of the home stream, or `about`. */
  readonly home: string;
  readonly reference_letter: string | null;
  /** Names of the two fields whose values derive the id; empty for most types. */
  readonly paired: readonly string[];
  readonly fields: readonly FieldShape[];
}

export type Definitions = ReadonlyMap<string, TypeShape>;

/** Kinds of a type's fields, for the overlay. */
export function kindsOf(definitions: Definitions, type: string): (field: string) => string | undefined {
  const kinds = new Map(definitions.get(type)?.fields.map((field) => [field.name, field.kind]));
  return (field) => kinds.get(field);
}
