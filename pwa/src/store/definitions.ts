/** As much of the record types' declarations as the store needs, in one shape for worker and tests. */

import type { FieldShape, Kind, RecordBrief } from '../records/declaration';
import { BRIEFS } from '../records/index.gen';
import { SHAPES } from '../records/shapes.gen';

export type { FieldShape };

export type TypeShape = Pick<RecordBrief, 'name' | 'home' | 'reference_letter' | 'paired'> & {
  readonly fields: readonly FieldShape[];
};

export type Definitions = ReadonlyMap<string, TypeShape>;

/** Every type of this build. */
export const DEFINITIONS: Definitions = new Map(
  Object.values(BRIEFS).map((brief) => [brief.name, { ...brief, fields: shapesOf(brief.name) }]),
);

/** Kinds of a type's fields and of their parts, for the overlay. */
export function kindsOf(definitions: Definitions, type: string): (field: string, part?: string) => Kind | undefined {
  const shapes = new Map(definitions.get(type)?.fields.map((field) => [field.name, field]));
  return (field, part) => {
    const shape = shapes.get(field);
    return part === undefined ? shape?.kind : shape?.parts?.find((each) => each.name === part)?.kind;
  };
}

function shapesOf(name: string): readonly FieldShape[] {
  const shapes: Readonly<Record<string, readonly FieldShape[]>> = SHAPES;
  return shapes[name] ?? [];
}
