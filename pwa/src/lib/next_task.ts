/** What follows runs in a task of its own: the browser paints and takes keys in between. */
export async function nextTask(): Promise<void> {
  await new Promise<void>((go) => setTimeout(go));
}
