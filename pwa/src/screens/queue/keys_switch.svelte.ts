/** Whether the one-character keys are on. Off for those who speak to their computer (WCAG 2.1.4). */
class KeysSwitch {
  on = $state(true);
}

export const keysSwitch = new KeysSwitch();
