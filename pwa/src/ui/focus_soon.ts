/**
 * Focuses what a new screen begins with when the browser draws it. At once the browser would have to lay out a screen that is
 * not whole yet, and then again. What has taken the focus meanwhile (a dialog, a field) keeps it.
 */
export function focusSoon(element: HTMLElement): void {
  const held = document.activeElement;
  requestAnimationFrame(() => {
    const now = document.activeElement;
    if (now === held || now === document.body) element.focus({ preventScroll: true });
  });
}
