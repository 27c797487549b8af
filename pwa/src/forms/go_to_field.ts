/** Puts the focus on the field of a path once its page is drawn: `birth/date`, or what stands nearest to it. */

const FRAMES_MAX = 20;

export function goToField(path: string, tries = FRAMES_MAX): void {
  requestAnimationFrame(() => {
    const field = nearest(path.replace(/^set\//, ''));
    if (field === null) {
      if (tries > 0) goToField(path, tries - 1);
      return;
    }
    const inside = field.matches('input, textarea, button') ? field : field.querySelector<HTMLElement>('input, textarea, button');
    (inside ?? field).focus();
    field.scrollIntoView({ block: 'center' });
  });
}

/** `conditions/k1/text`, else `conditions/k1`, else `conditions`. */
function nearest(path: string): HTMLElement | null {
  const parts = path.split('/');
  for (let length = parts.length; length > 0; length -= 1) {
    const at = parts.slice(0, length).join('/');
    const found = document.getElementById(`set/${at}`) ?? document.getElementById(at);
    if (found !== null) return found;
  }
  return null;
}
