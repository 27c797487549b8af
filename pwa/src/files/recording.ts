/** Sound recorded in the app: speech quality, at most an hour, in the form that this browser makes. */

const FORMS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS_PER_SECOND = 32_000;
/** About 15 MB: below what one file may have. */
export const RECORDING_MS_MAX = 3_600_000;

export interface Recording {
  /** Ends it. Null when nothing was recorded. */
  stop(): Promise<Blob | null>;
  /** It ended by itself: an hour is over, or the microphone was taken away. */
  readonly ended: Promise<void>;
}

/** Asks for the microphone and begins. */
export async function record(): Promise<Recording | 'refused' | 'missing'> {
  if (typeof MediaRecorder === 'undefined' || !('mediaDevices' in navigator)) return 'missing';
  const mimeType = FORMS.find((form) => MediaRecorder.isTypeSupported(form));
  if (mimeType === undefined) return 'missing';
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return started(stream, new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND }));
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'missing';
  }
}

function started(stream: MediaStream, recorder: MediaRecorder): Recording {
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) parts.push(data);
  });
  const ended = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop();
      resolve();
    });
  });
  const limit = setTimeout(() => recorder.stop(), RECORDING_MS_MAX);
  recorder.start();
  return {
    ended,
    stop: async () => {
      clearTimeout(limit);
      if (recorder.state !== 'inactive') recorder.stop();
      await ended;
      return parts.length === 0 ? null : new Blob(parts, { type: recorder.mimeType });
    },
  };
}
