/** The language of the person at work; while nobody is known, the one that was spoken last on this phone. */
import { speak, speaks } from '../language/catalogue';
import { isTag, load, type Tag } from '../language/languages';
import { kept, keep } from './settings_outside';

const LAST = 'lantern-language';

class SpokenLanguage {
  /** Changes when everything has been loaded: the app is drawn anew then. */
  #tag = $state<Tag>('en-GB');

  get tag(): Tag {
    return this.#tag;
  }

  /** Before the app is drawn, so that nothing is first said in another language. */
  async begin(installCode: string | null): Promise<void> {
    await this.#speak((installCode === null ? null : tagAt(keyOf(installCode))) ?? tagAt(LAST) ?? preferred());
  }

  /** Each person has their own: `install_code` is that of their enrolment on this phone. */
  async follow(installCode: string | null): Promise<void> {
    if (installCode !== null) await this.#speak(tagAt(keyOf(installCode)) ?? preferred());
  }

  async choose(wanted: Tag, installCode: string | null): Promise<void> {
    if (installCode !== null) keep(keyOf(installCode), wanted);
    await this.#speak(wanted);
  }

  /** For `lang` of what is said in English where it has no words in this language yet. */
  langOf(folder: string): Tag | undefined {
    return this.#tag === 'en-GB' || speaks(folder) ? undefined : 'en-GB';
  }

  async #speak(wanted: Tag): Promise<void> {
    if (wanted === this.#tag && document.documentElement.lang === wanted) return;
    const language = await load(wanted);
    speak(language);
    keep(LAST, wanted);
    document.documentElement.lang = language.tag;
    document.documentElement.dir = language.direction;
    this.#tag = wanted;
  }
}

function keyOf(installCode: string): string {
  return `${LAST}/${installCode}`;
}

/** Of the browser's own languages the first that the app has. */
function preferred(): Tag {
  const own = navigator.languages.map((each) => (each.startsWith('en') ? 'en-GB' : each.slice(0, 2)));
  return own.find(isTag) ?? 'en-GB';
}

function tagAt(key: string): Tag | null {
  const value = kept(key);
  return isTag(value) ? value : null;
}

export const language = new SpokenLanguage();
