/** The languages of the app. A new one is a line here and a folder beside this file. */
import { ENGLISH, type Language } from './catalogue';

export type Tag = 'en-GB' | 'cy';

/** In their own words, as the choice shows them. */
export const NAMES: Readonly<Record<Tag, string>> = { 'en-GB': 'English', cy: 'Cymraeg' };

/** Each in a chunk of its own, that the service worker keeps like every other. */
const LOADERS: Readonly<Record<Tag, () => Promise<Language>>> = {
  'en-GB': () => Promise.resolve(ENGLISH),
  cy: async () => (await import('./cy/index')).CYMRAEG,
};

export function isTag(value: unknown): value is Tag {
  return typeof value === 'string' && value in NAMES;
}

export async function load(wanted: Tag): Promise<Language> {
  return LOADERS[wanted]();
}
