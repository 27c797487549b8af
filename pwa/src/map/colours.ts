/** The tokens as a canvas needs them: a drawing program knows no custom properties and no `light-dark()`. */

const TOKENS = {
  ground: '--colour-ground',
  raised: '--colour-raised',
  sunken: '--colour-sunken',
  text: '--colour-text',
  quiet: '--colour-text-quiet',
  line: '--colour-line',
  field: '--colour-line-field',
  attention: '--colour-attention',
  settled: '--colour-settled',
  chosen: '--colour-chosen',
  water: '--colour-settled-ground',
} as const;

export type Colours = Readonly<Record<keyof typeof TOKENS, string>>;

/** As they stand now, below `within`. */
export function coloursOf(within: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  // With the system's own colours every word would have one colour, and the map one ground.
  probe.style.setProperty('forced-color-adjust', 'none');
  within.append(probe);
  const read = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(read) as Colours;
}

/** Calls back whenever the theme may have changed. Returns how to stop. */
export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    scheme.removeEventListener('change', changed);
  };
}
