// Notes when what a person waits for is in the document and when it has been painted, by the clock of all pages and
// workers (milliseconds since 1970). Put into the page before anything of the app runs.
(() => {
  const noted = {};
  const clock = () => performance.timeOrigin + performance.now();
  const row = 'section[aria-label="For you"] :is(a, button)';
  const seen = {
    locked: () => document.querySelector('.pad .keys') !== null,
    today: () => document.querySelector('section[aria-label="Patrol"] a') !== null && document.querySelectorAll(row).length >= (window.rowsWaited ?? 1),
    saved: () => document.querySelector('aside.undo p')?.textContent.startsWith('On this phone') === true,
  };
  const look = () => {
    for (const [name, is] of Object.entries(seen)) {
      if (name in noted || document.body === null || !is()) continue;
      noted[name] = clock();
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => (noted[`${name} painted`] = clock());
        after.port2.postMessage(null);
      });
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  const touched = (event) => (noted[event.type] = performance.timeOrigin + event.timeStamp);
  for (const type of ['input', 'click']) window.addEventListener(type, touched, { capture: true });
  window.noted = noted;
  window.forget = () => Object.keys(noted).forEach((name) => delete noted[name]);
})();
