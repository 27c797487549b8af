/**
 * The generated declarations in the language that is spoken. Their English is theirs; a language names its words by path:
 * `:label`, `:plural`, `:hint` of the type, `field`, `field/part`, `field/choice`, `…#hint`, `=state`, `!rule`, `§Section`.
 *
 * Sections are names too, that screens look for, so only what is shown of them is put into words (`sectionWords`).
 */
import type { Choice, Declared, RecordBrief, RecordDeclared } from '../records/declaration';
import { label } from './catalogue';

export function declared(type: RecordDeclared): RecordDeclared {
  const spoken = {
    ...type,
    fields: type.fields.map((field) => inWords(type.name, '', field)),
    states: type.states.map((state) => said(state, 'label', type.name, `=${state.name}`)),
    rules: type.rules.map((rule) => said(rule, 'words', type.name, `!${rule.code}`)),
  };
  for (const key of ['label', 'plural', 'hint'] as const) said(spoken, key, type.name, `:${key}`);
  return spoken;
}

/** What is known of every type without its form. */
export function briefly<Name extends string>(briefs: Readonly<Record<Name, RecordBrief>>): Readonly<Record<Name, RecordBrief>> {
  for (const brief of Object.values<RecordBrief>(briefs)) {
    for (const key of ['label', 'plural'] as const) said(brief, key, brief.name, `:${key}`);
    for (const value of Object.keys(brief.title_labels)) titled(brief, value);
  }
  return briefs;
}

export function sectionWords(type: string, section: string): string {
  return label(type, `§${section}`, section);
}

function inWords(type: string, before: string, field: Declared): Declared {
  const path = before + field.name;
  const spoken: Declared = {
    ...field,
    ...(field.choices === undefined ? {} : { choices: field.choices.map((choice) => choiceInWords(type, path, choice)) }),
    ...(field.parts === undefined ? {} : { parts: field.parts.map((part) => inWords(type, `${path}/`, part)) }),
  };
  return said(said(spoken, 'label', type, path), 'hint', type, `${path}#hint`);
}

function choiceInWords(type: string, field: string, choice: Choice): Choice {
  const path = `${field}/${choice.value}`;
  return said(said({ ...choice }, 'label', type, path), 'hint', type, `${path}#hint`);
}

/** Reads the words anew each time: the language may have changed since. */
function said<Words extends object>(words: Words, key: keyof Words, type: string, path: string): Words {
  const english = words[key];
  if (typeof english !== 'string') return words;
  return Object.defineProperty(words, key, { enumerable: true, get: () => label(type, path, english) });
}

function titled(brief: RecordBrief, value: string): void {
  const english = brief.title_labels[value] ?? value;
  const get = (): string => brief.title.reduce((words, field) => label(brief.name, `${field}/${value}`, words), english);
  Object.defineProperty(brief.title_labels, value, { enumerable: true, get });
}
