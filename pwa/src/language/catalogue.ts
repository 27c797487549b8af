/**
 * Words by key: English beside the screen that says it, another language laid over it from a chunk of its own.
 *
 * A catalogue is read at the moment something is said, never when a module is loaded, so that a person
 * who signs in after another hears their own language. It knows nothing of Svelte: the worker may read it too.
 */

/** Words, or a function that puts what it is given among them. */
export type Text = string | ((...given: never[]) => string);

export type Texts = Readonly<Record<string, Text>>;

/** A translation: every key of the English, nothing more, and the same things put among the words. */
export type Translated<English extends Texts> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : English[Key];
};

/** Words of the declarations, by record type and then by path: `contact`, `contact/said_hello`, `contact#hint` (`declared.ts`). */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Language {
  /** BCP 47, also for numbers and dates. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** By the folder that says them: `screens/today`. */
  readonly catalogues: Readonly<Record<string, Texts>>;
  readonly labels: Labels;
}

export const ENGLISH: Language = { tag: 'en-GB', direction: 'ltr', catalogues: {}, labels: {} };

let spoken: Language = ENGLISH;

/** From now on everything is said in this language; what it lacks is said in English. */
export function speak(language: Language): void {
  spoken = language;
}

/** For `Intl`: dates, numbers, plurals. */
export function tag(): string {
  return spoken.tag;
}

/** Whether this language has the texts of that folder; where not, they are English. */
export function speaks(folder: string): boolean {
  return spoken === ENGLISH || folder in spoken.catalogues;
}

/** folder: where the texts stand, below `src/`. */
export function catalogue<English extends Texts>(folder: string, english: English): English {
  return new Proxy(english, {
    get: (texts, key) => (typeof key === 'string' ? spoken.catalogues[folder]?.[key] : undefined) ?? (Reflect.get(texts, key) as Text),
  });
}

/** The words of a declaration: `english` where this language has none. Under `*` stand fields that every type has. */
export function label(type: string, path: string, english: string): string {
  return spoken.labels[type]?.[path] ?? spoken.labels['*']?.[path] ?? english;
}

/** The form of a word for a number, as the language has it: English has two, Welsh six. */
export function counted(count: number, language: string, forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }): string {
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
}
