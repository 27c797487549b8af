/** Catalogues and the languages laid over them. */
import { afterEach, describe, expect, it } from 'vitest';
import { BRIEFS, LOADERS, type TypeName } from '../records/index.gen';
import type { Declared, RecordDeclared } from '../records/declaration';
import { PATHS } from '../routes';
import { folderOf } from '../screens';
import { english as today, t } from '../screens/today/texts';
import { counted, ENGLISH, label, speak, tag, type Texts } from './catalogue';
import { CYMRAEG } from './cy/index';

const modules = import.meta.glob<{ english: Texts }>('../**/texts.ts', { eager: true });
const sources = import.meta.glob<string>('../**/*.{ts,svelte}', { eager: true, query: '?raw', import: 'default' });

/** English catalogues by folder. `store/texts.ts` is something else: the sealed texts of records. */
const catalogues = new Map(
  Object.entries(modules)
    .filter(([, held]) => 'english' in held)
    .map(([path, { english }]) => [path.replace('../', '').replace(/\/?texts\.ts$/, '') || 'shell', english]),
);

/** What stays English: words of law and words that are read to a person, until a translation is approved. */
const WAITS = /^(words_read_out|police_protection)#hint$/;
/** Each language is written in itself. */
const IN_ITSELF = /^language\/(?!en|bsl|other|not_known)/;

afterEach(() => speak(ENGLISH));

describe('a catalogue', () => {
  it.each([...catalogues])('of %s is said to stand where it stands, and every one of its texts is used', (folder, english) => {
    const inside = folder === 'shell' ? /^\.\.\/[^/]+$/ : new RegExp(`^\\.\\./${folder}/[^/]+$`);
    const code = Object.entries(sources).flatMap(([path, text]) => (inside.test(path) && !path.endsWith('/texts.ts') ? [text] : [])).join('\n');
    const own = sources[folder === 'shell' ? '../texts.ts' : `../${folder}/texts.ts`];

    expect(own).toContain(`catalogue('${folder}', english)`);
    expect(Object.keys(english).filter((key) => !new RegExp(`\\bt\\.${key}\\b`).test(code))).toEqual([]);
  });

  it('says in English what a language has no words for', () => {
    speak({ ...CYMRAEG, catalogues: { 'screens/today': { today: 'Heddiw' } } });

    expect([t.today, t.metSomeone, tag()]).toEqual(['Heddiw', today.metSomeone, 'cy']);
  });

  it('of every screen stands in its folder', () => {
    const folders = (Object.keys(PATHS) as (keyof typeof PATHS)[]).map(folderOf);

    expect(folders.filter((folder) => !catalogues.has(folder))).toEqual([]);
  });
});

describe('Welsh', () => {
  it.each(Object.entries(CYMRAEG.catalogues))('has every text of %s and none that is not there', (folder, welsh) => {
    const english = catalogues.get(folder) ?? {};

    expect(Object.keys(welsh).sort()).toEqual(Object.keys(english).sort());
    expect(Object.keys(welsh).filter((key) => typeof welsh[key] !== typeof english[key])).toEqual([]);
  });

  it.each(Object.keys(CYMRAEG.labels).filter((type): type is TypeName => type in BRIEFS))('has every word of the declaration of %s and none that is not there', async (name) => {
    const said = { ...CYMRAEG.labels['*'], ...CYMRAEG.labels[name] };
    const declared = pathsOf(await LOADERS[name]());

    expect(declared.filter((path) => !(path in said) && !WAITS.test(path) && !IN_ITSELF.test(path))).toEqual([]);
    expect(Object.keys(CYMRAEG.labels[name] ?? {}).filter((path) => !declared.includes(path))).toEqual([]);
  });

  it('puts its words on what is declared, and on the titles of rows', async () => {
    speak(CYMRAEG);
    const { fields, label: type } = await LOADERS.sighting();

    expect([type, fields.find((field) => field.name === 'kind')?.choices?.[1]?.label]).toEqual(['Sylw', 'Dim i’w weld']);
    expect(BRIEFS.vehicle.plural).toBe('Cerbydau');
    expect(label('warning', ':label', 'Warning')).toBe('Warning');
  });

  it('takes the form of a word that its number asks for', () => {
    const days = [1, 2, 5].map((count) => counted(count, 'cy', { two: 'ddiwrnod', other: 'diwrnod' }));

    expect(days).toEqual(['diwrnod', 'ddiwrnod', 'diwrnod']);
  });
});

/** Every path of a declaration that has words (`declared.ts`). */
function pathsOf(type: RecordDeclared): readonly string[] {
  return [
    ...(['label', 'plural', 'hint'] as const).flatMap((key) => (type[key] === null ? [] : [`:${key}`])),
    ...type.fields.flatMap((field) => fieldPaths('', field)),
    ...type.states.map((state) => `=${state.name}`),
    ...type.rules.map((rule) => `!${rule.code}`),
    ...new Set(type.fields.flatMap((field) => (field.section === undefined ? [] : [`§${field.section}`]))),
  ];
}

function fieldPaths(before: string, field: Declared): readonly string[] {
  const path = before + field.name;
  return [
    path,
    ...(field.hint === undefined ? [] : [`${path}#hint`]),
    ...(field.choices ?? []).flatMap((choice) => [`${path}/${choice.value}`, ...(choice.hint === undefined ? [] : [`${path}/${choice.value}#hint`])]),
    ...(field.parts ?? []).flatMap((part) => fieldPaths(`${path}/`, part)),
  ];
}
