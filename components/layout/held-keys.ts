/** What was typed into a field that is not there yet. */
export type Held = { text: string; isEntered: boolean };

let held: Held | null = null;
let giveUp: () => void = () => undefined;

/**
 * Takes what is typed from now on for a field that is about to come: no key is lost, and none acts on the page. Escape or a
 * press of the pointer gives the field up.
 */
export function holdKeys(onGiveUp: () => void): void {
  giveUp = onGiveUp;
  if (held) return;
  held = { text: "", isEntered: false };
  window.addEventListener("keydown", take, { capture: true });
  window.addEventListener("pointerdown", drop, { capture: true });
}

/** Ends the holding and gives what was typed; null when nothing was held. */
export function releaseKeys(): Held | null {
  window.removeEventListener("keydown", take, { capture: true });
  window.removeEventListener("pointerdown", drop, { capture: true });
  const taken = held;
  held = null;
  return taken;
}

function drop(): void {
  releaseKeys();
  giveUp();
}

function take(event: KeyboardEvent): void {
  if (!held || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { text } = held;
  if (event.key === "Escape") drop();
  else if (event.key === "Enter") held.isEntered = true;
  else if (event.key === "Backspace") held = { text: text.slice(0, -1), isEntered: false };
  else if (Array.from(event.key).length === 1) held = { text: text + event.key, isEntered: false };
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
