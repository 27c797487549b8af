/**
 * No words in a component or beside it: they stand in the folder's `texts.ts`, where another language can be laid over them.
 *
 * What is taken for words: text between tags, attributes that are seen or heard, and strings that read like prose.
 */

const SEEN_OR_HEARD = new Set(['title', 'label', 'aria-label', 'placeholder', 'detail', 'hint', 'words', 'alt', 'backLabel']);
const NEVER_WORDS = new Set(['class', 'href', 'id', 'type', 'kind', 'size', 'tone', 'name', 'role', 'for', 'd', 'viewBox', 'autocomplete', 'lang']);
/** Calls whose strings are selectors, media queries or words for programmers. */
const FOR_MACHINES = new Set(['querySelector', 'querySelectorAll', 'closest', 'matches', 'matchMedia', 'Error', 'TypeError', 'RangeError', 'part', 'field']);
/** Keys of a keyboard, and the name of the app, which is the same in every language. */
const KEYS = new Set(['Lantern', 'Esc', 'Escape', 'Enter', 'Backspace', 'Tab', 'Home', 'End', 'Delete']);

export const noLiteralText = {
  meta: { type: 'problem', schema: [], messages: { literal: 'Put these words into texts.ts of this folder: {{words}}' } },
  create(context) {
    const report = (node, words) => context.report({ node, messageId: 'literal', data: { words: words.trim().slice(0, 60) } });
    return {
      SvelteText(node) {
        if (/\p{L}/u.test(node.value) && node.parent.type !== 'SvelteStyleElement') report(node, node.value);
      },
      SvelteLiteral(node) {
        const name = node.parent.key?.name;
        if (NEVER_WORDS.has(name)) return;
        if (SEEN_OR_HEARD.has(name) ? /\p{L}/u.test(node.value) : isProse(node.value)) report(node, node.value);
      },
      Literal(node) {
        if (typeof node.value === 'string' && isProse(node.value) && !isForMachines(node)) report(node, node.value);
      },
      TemplateLiteral(node) {
        const text = node.quasis.map((each) => each.value.cooked).join('…');
        if (/\p{L}\s|\s\p{L}/u.test(text) && isProse(text.replaceAll('…', 'x')) && !isForMachines(node)) report(node, text);
      },
    };
  },
};

/** Several words, or one that begins with a capital letter. */
function isProse(text) {
  if (KEYS.has(text)) return false;
  return /\p{L}{2,}[^\p{L}<>=:/]*\s+[^<>=]*\p{L}{2,}/u.test(text) || /^\p{Lu}\p{Ll}+$/u.test(text);
}

function isForMachines(node) {
  let child = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (/^(Import|Export(All|Named))Declaration$|^TS(LiteralType|ExternalModuleReference)|^ThrowStatement$|^SvelteStyle/.test(at.type) && at.declaration == null) return true;
    if (at.type === 'BinaryExpression' || (at.type === 'SwitchCase' && at.test === child)) return true;
    if ((at.type === 'Property' && at.key === child) || (at.type === 'MemberExpression' && at.property === child)) return true;
    if ((at.type === 'CallExpression' || at.type === 'NewExpression') && FOR_MACHINES.has(at.callee.property?.name ?? at.callee.name)) return true;
    if (at.type === 'SvelteAttribute' && NEVER_WORDS.has(at.key.name)) return true;
    if (/Function|SvelteMustacheTag|Program/.test(at.type) && at.type !== 'SvelteMustacheTag') return false;
  }
  return false;
}
