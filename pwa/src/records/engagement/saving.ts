/**
 * A conversation as the changes that it amounts to: the person, what was said, and what each agency may know.
 *
 * They are saved in one transaction. A person's record is made only where something has to hold on to them: an
 * agreement, or a safe way to reach them; "not asked" makes none.
 */
import type { Fields, Id, Intent, Moment } from '../../api/core';
import { SHAPES } from '../shapes.gen';
import { setOf } from '../set_of';
import { agreementOf, type Asked } from './agreement';

const SAFE_DAYS = 14;
const DAY_MS = 86_400_000;

/** Ids are made by the caller, so that records of one save can name each other. */
export interface Talk {
  /** The engagement's values in the form of a record's text. */
  readonly values: Fields;
  readonly asked: Asked;
  /** One for each agency that they said yes to. */
  readonly agreements: readonly Agreement[];
  readonly stream: string;
  readonly author: Id;
  readonly now: Moment;
  readonly draft: Id;
  readonly new_engagement: Id;
  readonly new_person: Id;
}

export interface Agreement {
  readonly agency: Id;
  /** Derived from the pair, so known before it is written. */
  readonly record: Id;
  /** What stands on it so far; null for a first one. */
  readonly before: Fields | null;
}

export interface Written {
  readonly intents: readonly Intent[];
  readonly person: Id | null;
}

export function intentsOf(talk: Talk): Written {
  const known = knownPerson(talk.values);
  const holds = talk.agreements.length > 0 || filled(talk.values['safe_contact']) || nameOf(talk.values) !== '';
  const person = known ?? (holds ? talk.new_person : null);
  const values = { ...talk.values, ...(person === null ? {} : { person }), ...checked(talk), ...linked(talk) };
  return {
    person,
    intents: [
      ...(person === null ? [] : personIntent(talk, values, person, known === null)),
      engagementIntent(talk, values),
      ...(person === null ? [] : talk.agreements.map((each) => agreementIntent(talk, values, person, each))),
    ],
  };
}

/** A new person, or what this conversation says anew about a known one. */
function personIntent(talk: Talk, values: Fields, person: Id, isNew: boolean): Intent[] {
  const name = nameOf(values);
  const told = {
    ...(name === '' ? {} : { names_used: [name] }),
    ...(isNew && filled(values['description']) ? { description: values['description'] } : {}),
    ...(isNew && filled(values['age']) ? { age: values['age'] } : {}),
    ...(filled(values['safe_contact']) ? { safe_contact: values['safe_contact'] } : {}),
  };
  const set = setOf(SHAPES.person_supported, {}, told);
  if (!isNew && Object.keys(set).length === 0) return [];
  const which = isNew ? { record: null, new_record: person } : { record: person };
  return [{ type: 'person_supported', ...which, stream: talk.stream, set }];
}

function engagementIntent(talk: Talk, values: Fields): Intent {
  return {
    type: 'engagement',
    record: null,
    new_record: talk.new_engagement,
    stream: talk.stream,
    set: setOf(SHAPES.engagement, {}, values),
    draft: talk.draft,
  };
}

/** An older agreement with the agency is altered, so that what they no longer want shared is taken out. */
function agreementIntent(talk: Talk, values: Fields, person: Id, { agency, record, before }: Agreement): Intent {
  const agreement = agreementOf(values, talk.asked, { person, agency, author: talk.author, at: talk.now });
  const set = setOf(SHAPES.agreement, before ?? {}, { ...before, ...agreement });
  const which = before === null ? { record: null, new_record: record } : { record };
  return { type: 'agreement', ...which, stream: talk.stream, set };
}

function linked(talk: Talk): Fields {
  return talk.agreements.length === 0 ? {} : { agreements: talk.agreements.map((each) => each.record).sort() };
}

/** The person chosen on the page, if any. */
export function knownPerson(values: Fields): Id | null {
  return typeof values['person'] === 'string' && values['person'] !== '' ? values['person'] : null;
}

/** Who checked the safe way and when, and until when it is taken to be true. */
function checked(talk: Talk): Fields {
  const way = talk.values['safe_contact'];
  if (!filled(way)) return {};
  const until = new Date(Date.parse(talk.now) + SAFE_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { safe_contact: { true_until: until, ...(way as Fields), checked_by: talk.author, checked_at: talk.now } };
}

function nameOf(values: Fields): string {
  return typeof values['name_used'] === 'string' ? values['name_used'].trim() : '';
}

function filled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.values(value).some(filled);
}
