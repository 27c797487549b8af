// Unpacks the browser into the temporary folder that TMPDIR names; `script/tooling/browser.py` sets it.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
