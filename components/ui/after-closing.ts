/**
 * Acts when what is being closed has given the focus back: Radix does that in a timer that begins with the removal, and a timer
 * that begins in the next one comes after it.
 */
export function afterClosing(act: () => void): void {
  setTimeout(() => setTimeout(act));
}
