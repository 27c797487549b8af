/** Reading a page aloud with a voice that lives on the phone: a remote voice would send the words away. */

/** A local voice for a language, or null where the browser has none; the key is then not shown. */
export function localVoice(language: string): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const voices = speechSynthesis.getVoices();
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null;
}

export function readAloud(text: string, voice: SpeechSynthesisVoice): void {
  stopReading();
  const speech = new SpeechSynthesisUtterance(text);
  speech.voice = voice;
  speech.lang = voice.lang;
  speechSynthesis.speak(speech);
}

export function stopReading(): void {
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
}
