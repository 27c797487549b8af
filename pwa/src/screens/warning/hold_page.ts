/**
 * Keeps the phone on one page while it is in somebody else's hands (SCREENS section 0 and 6).
 *
 * *Back*, a typed address and a link all end here; `onleave` then asks for the officer's PIN. A reload
 * locks the app, which asks for it as well.
 */

/** Starts holding; the answer lets go. Listeners sit in the capture phase, before the router's own. */
export function holdPage(onleave: () => void, page: Window = window): () => void {
  const here = page.location.hash;
  page.history.pushState(null, '', here);

  function stay(event: Event): void {
    event.stopImmediatePropagation();
    if (event.type === 'popstate') {
      page.history.pushState(null, '', here);
      onleave();
    } else if (page.location.hash !== here) {
      page.history.replaceState(null, '', here);
    }
  }

  page.addEventListener('popstate', stay, { capture: true });
  page.addEventListener('hashchange', stay, { capture: true });
  return () => {
    page.removeEventListener('popstate', stay, { capture: true });
    page.removeEventListener('hashchange', stay, { capture: true });
  };
}
