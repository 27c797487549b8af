/** Hands a text out of the app as a file: by a download, or by what the phone has for sharing. */

const KIND = 'text/plain';
/** Browsers read the address some time after the tap. */
const GONE_AFTER_MS = 60_000;

/** Saves it where the browser saves downloads. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: KIND }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), GONE_AFTER_MS);
}

/** Whether the phone can pass a file on by itself: an app on an iPhone's home screen has no downloads. */
export function canSend(): boolean {
  const file = new File(['x'], 'x.txt', { type: KIND });
  return 'canShare' in navigator && navigator.canShare({ files: [file] });
}

/** False when the person thought better of it. */
export async function sendFile(name: string, text: string): Promise<boolean> {
  try {
    await navigator.share({ files: [new File([text], name, { type: KIND })] });
    return true;
  } catch {
    return false;
  }
}
