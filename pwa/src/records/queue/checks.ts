/** The checks of a warning as its reviewer sees them: what is broken, what waits for a supervisor, how many are met. */
import type { Fields } from '../../api/core';
import type { Names } from '../../lib/conditions';
import type { RecordDeclared } from '../declaration';
import { brokenRules, missingForFinal } from '../validate';
import { t } from './texts';

export interface Checks {
  /** Sentences of what keeps it from being given: rules of law, reasons not typed, answers missing. */
  readonly broken: readonly string[];
  /** Sentences of what makes it wait for a supervisor. */
  readonly waits: readonly string[];
  readonly met: number;
}

/** context: `today`, `sergeant_first` and what else the rules ask for, without the dollar. */
export function checksOf(declared: RecordDeclared, fields: Fields, context: Names): Checks {
  const rules = brokenRules(declared, fields, context);
  const waits = rules.filter((rule) => rule.strength === 'sergeant').map((rule) => rule.words);
  const stops = rules.filter((rule) => rule.strength !== 'sergeant').map((rule) => rule.words);
  const missing = missingForFinal(declared, fields, context).map((path) => t.missing(labelAt(declared, path)));
  const checked = declared.rules.filter((rule) => rule.strength !== 'sergeant').length;
  return { broken: [...stops, ...missing], waits, met: checked - stops.length };
}

function labelAt(declared: RecordDeclared, path: string): string {
  const [name, ...rest] = path.split('/');
  const field = declared.fields.find((each) => each.name === name);
  const part = field?.parts?.find((each) => each.name === rest.at(-1));
  return part === undefined ? (field?.label ?? path) : `${field?.label ?? ''}, ${part.label.toLowerCase()}`;
}
