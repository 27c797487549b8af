// What a journey asks the page about itself: room, targets, and the way of the focus. Evaluated in the page by `fit.py`.
(() => {
  const INTERACTIVE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

  const scope = () => [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;

  const shown = (each) =>
    each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    each.getBoundingClientRect().width > 0 &&
    each.closest('[inert]') === null;

  const words = (each) => each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? each.textContent;

  const named = (each) => `<${each.localName}> ${words(each).trim().replace(/\s+/g, ' ').slice(0, 60)}`;

  /** What a finger meets: the label that is drawn as a key, not the hidden box behind it. */
  const body = (each) => (each.matches('[type=radio], [type=checkbox], [type=file]') ? (each.labels?.[0] ?? each) : each);

  const ringed = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };

  const hasRing = (each) => [each, ...(each.labels ?? []), each.parentElement].some((one) => one !== null && ringed(one));

  /** Words for what hides the element that has the focus; null when a person can see it. */
  const covered = (each) => {
    const box = body(each).getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, 48) / 2];
    if (y < 0 || y > innerHeight || x < 0 || x > innerWidth) return 'out of sight';
    const hit = document.elementFromPoint(x, y);
    return hit === null || body(each).contains(hit) || hit.contains(each) ? null : `under ${named(hit)}`;
  };

  /** Wider than the screen, or cut off inside a box. */
  const tooWide = () => {
    const page = document.documentElement;
    const faults = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} wide in ${page.clientWidth}`] : [];
    for (const each of document.querySelectorAll('main *, dialog[open] *')) {
      if (!shown(each) || each.closest('svg, .unseen') !== null || each.matches('input, textarea, select')) continue;
      const { position, overflowX } = getComputedStyle(each);
      const { left, right } = each.getBoundingClientRect();
      const placed = position === 'absolute';
      if (!placed && right > page.clientWidth + 1 && left < page.clientWidth) faults.push(`${named(each)} ends at ${Math.round(right)}`);
      if (!placed && left < -1 && right > 0) faults.push(`${named(each)} begins at ${Math.round(left)}`);
      if (overflowX === 'hidden' && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1) faults.push(`${named(each)} is cut`);
    }
    return [...new Set(faults)];
  };

  /** Smaller than a target, which a thumb in a glove misses. */
  const tooSmall = (target) =>
    [...scope().querySelectorAll(INTERACTIVE)].filter(shown).flatMap((each) => {
      const { width, height } = body(each).getBoundingClientRect();
      const fits = Math.round(width) >= target && Math.round(height) >= target;
      return fits ? [] : [`${named(each)} is ${Math.round(width)} x ${Math.round(height)}`];
    });

  /** A browser keeps what is typed for the day it opens its tabs again, in clear: all but what is marked so. */
  const isKept = (each) =>
    each.form?.autocomplete !== 'off' && !(each.matches('input') && ['off', 'username', 'current-password'].includes(each.getAttribute('autocomplete')));

  const kept = () => [...document.querySelectorAll('input, textarea, select')].filter(isKept).map((each) => `${named(each)} is kept by the browser`);

  /** Radios of one name are one stop of the Tab key. */
  const stop = (each) => (each.matches('[type=radio]') ? `radio ${each.name}` : each);

  const walk = () => {
    const reachable = [...scope().querySelectorAll(INTERACTIVE)].filter(
      (each) => shown(each) && !each.disabled && each.tabIndex >= 0,
    );
    const missed = new Map(reachable.map((each) => [stop(each), named(each)]));
    document.activeElement?.blur?.();
    let first = null;
    /** Where the focus is now: what is wrong there, and whether the walk is over. */
    const step = () => {
      const each = document.activeElement;
      if (each === null || each === document.body || each === document.documentElement) return { faults: [], over: missed.size === 0 };
      const here = stop(each);
      if (first === here) return { faults: [], over: true };
      first ??= here;
      if (!missed.delete(here)) return { faults: [], over: missed.size === 0 };
      const under = covered(each);
      const faults = hasRing(each) ? [] : [`${named(each)} has the focus and no ring`];
      return { faults: under === null ? faults : [...faults, `${named(each)} has the focus ${under}`], over: missed.size === 0 };
    };
    return { step, missed: () => [...missed.values()].map((name) => `Tab does not reach ${name}`) };
  };

  /** Texts as they were before `mirror` made them longer. */
  const before = new Map();

  /** As a language with long words that runs from right to left would look: every text two fifths longer. */
  const mirror = () => {
    document.documentElement.dir = 'rtl';
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const said = text.data.trim();
      if (said === '' || text.parentElement.closest('script, style, textarea') !== null) continue;
      before.set(text, text.data);
      text.data = text.data.trimEnd() + said.slice(0, Math.ceil(said.length * 0.4));
    }
  };

  const unmirror = () => {
    document.documentElement.dir = 'ltr';
    for (const [text, said] of before) text.data = said;
    before.clear();
  };

  /** Halfway down a long page, what is held at the edges leaves at least half of the window to what is read. */
  const tooLow = () => {
    const room = document.documentElement.scrollHeight - innerHeight;
    if (room <= 0 || scope() !== document) return [];
    const before = scrollY;
    scrollTo(0, room / 2);
    const held = [...document.querySelectorAll('body *')].filter((each) => ['sticky', 'fixed'].includes(getComputedStyle(each).position) && shown(each));
    const boxes = held.map((each) => each.getBoundingClientRect()).filter(({ top, bottom, width }) => bottom > 0 && top < innerHeight && width > innerWidth / 2);
    const covered = boxes.reduce((sum, { top, bottom }) => sum + Math.min(bottom, innerHeight) - Math.max(top, 0), 0);
    scrollTo(0, before);
    return covered > innerHeight / 2 ? [`${Math.round(covered)} of ${innerHeight} pixels are held`] : [];
  };

  window.fit = { tooLow, tooWide, tooSmall, kept, walk, mirror, unmirror };
})();
