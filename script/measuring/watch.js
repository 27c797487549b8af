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
    record: () => location.hash.startsWith('#/record/') && document.querySelector('main dl') !== null,
  };
  const painted = (name) =>
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => (noted[`${name} painted`] = clock());
      after.port2.postMessage(null);
    });
  const look = () => {
    for (const [name, is] of Object.entries(seen)) {
      if (name in noted || document.body === null || !is()) continue;
      noted[name] = clock();
      painted(name);
    }
  };
  // What a search shows may come in several steps: the last counts.
  const results = (changes) => {
    const within = ({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-label="Results"]') != null;
    if (!changes.some(within)) return;
    noted.results = clock();
    painted('results');
  };
  const everything = { subtree: true, childList: true, characterData: true };
  new MutationObserver((changes) => (look(), results(changes))).observe(document, everything);
  // The longest task of the page's main thread, in milliseconds; the browser tells those over 50.
  window.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.longestTask = Math.max(window.longestTask, each.duration);
  }).observe({ type: 'longtask', buffered: true });
  const touched = (event) => (noted[event.type] = performance.timeOrigin + event.timeStamp);
  for (const type of ['input', 'click']) window.addEventListener(type, touched, { capture: true });
  window.noted = noted;
  window.forget = () => Object.keys(noted).forEach((name) => delete noted[name]);
})();
