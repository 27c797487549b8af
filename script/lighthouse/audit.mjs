// Audits one address in a running Chromium and prints scores and missed audits as one line of JSON.
// Arguments: the debugging port, the address, and `navigation` (loads it, in a tab of its own) or `snapshot` (the tab that is there).
import { navigation, snapshot } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const CATEGORIES = { navigation: ['performance', 'accessibility', 'best-practices'], snapshot: ['accessibility', 'best-practices'] };

const [port, address, way] = process.argv.slice(2);
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
try {
  const flags = { onlyCategories: CATEGORIES[way], disableStorageReset: true, logLevel: 'error' };
  const { lhr } = await (way === 'snapshot' ? audited(flags) : loaded(flags));
  console.log(JSON.stringify({ scores: scoresOf(lhr), missed: missedOf(lhr) }));
} finally {
  await browser.disconnect();
}

async function audited(flags) {
  const pages = await browser.pages();
  return snapshot(pages.find((page) => page.url().startsWith(address)), { flags });
}

async function loaded(flags) {
  const page = await browser.newPage();
  try {
    return await navigation(page, address, { flags });
  } finally {
    await page.close();
  }
}

/** A snapshot scores some categories only as passed of so many. */
function scoresOf({ categories }) {
  return Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score === null ? null : Math.round(score * 100)]));
}

function missedOf({ audits, categories }) {
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
  return counted
    .map((id) => audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, score, displayValue }) => `${id} ${score}${displayValue === undefined ? '' : ` (${displayValue})`}`);
}
