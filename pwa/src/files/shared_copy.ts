/** A copy to share: what is seen and nothing else. Drawn anew, so that place, time and camera are not in it. */

const QUALITY = 0.9;

/** JPEG of the picture at its own size. Rejects for what does not decode. */
export async function sharedCopy(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made === null ? reject(new Error('no copy was made')) : resolve(made)), 'image/jpeg', QUALITY);
  });
}

/** Hands a file to the browser's own way of saving. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `photograph.jpg`: the kind alone, so that no name of a person lands in a folder of downloads. */
export function nameOf(mime: string): string {
  const [kind = 'file', form = 'bin'] = mime.split('/');
  const words: Readonly<Record<string, string>> = { image: 'photograph', audio: 'sound', application: 'paper' };
  const endings: Readonly<Record<string, string>> = { jpeg: 'jpg', mpeg: 'mp3' };
  return `${words[kind] ?? 'file'}.${endings[form] ?? form}`;
}
