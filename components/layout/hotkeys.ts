import { singleKeysAllowed } from "./single-keys";

/**
 * One binding. `keys`: "j", "?", "shift+e", "mod+k" (⌘ or Ctrl), "enter", "escape", "up", or a sequence "g i".
 * `label` and `group` put it into the keyboard dialog; without a label it stays out.
 */
export type Hotkey = Binding | Listed;

type Described = {
  keys: string;
  label?: string;
  group?: "Lists" | "Issue" | "Event" | "Go to";
};

type Binding = Described & {
  run: (event: KeyboardEvent) => void;
  isListed?: never;
  /** Runs again while the key is held: for moving, never for acts. */
  repeat?: boolean;
  /** Works in text fields and dialogs as well: for chords such as "mod+enter". */
  everywhere?: boolean;
};

/** Only named in the keyboard dialog: a part of the page listens for it by itself. */
type Listed = Described & { isListed: true };

const SEQUENCE_MS = 1000;
const NAMES: Record<string, string> = {
  " ": "space",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const ELSEWHERE = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

type Layer = () => readonly Hotkey[];

let layers: readonly Layer[] = [];
let watchers: readonly (() => void)[] = [];
let prefix: { key: string; at: number } | undefined;

/** Adds bindings above the present ones, read anew at each key; the result takes them away. */
export function addHotkeys(layer: Layer): () => void {
  if (layers.length === 0) window.addEventListener("keydown", handle);
  layers = [...layers, layer];
  for (const watcher of watchers) watcher();
  return () => {
    layers = layers.filter((other) => other !== layer);
    if (layers.length === 0) window.removeEventListener("keydown", handle);
  };
}

/** Calls back when more keys are bound: a page may begin to listen after its frame. */
export function watchHotkeys(watcher: () => void): () => void {
  watchers = [...watchers, watcher];
  return () => {
    watchers = watchers.filter((other) => other !== watcher);
  };
}

/** What is bound now, oldest first. Not to be called while rendering. */
export function listHotkeys(): Hotkey[] {
  return layers.flatMap((layer) => layer());
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = spell(event);
  if (!pressed) return;
  const before = prefix && event.timeStamp - prefix.at < SEQUENCE_MS ? `${prefix.key} ${pressed}` : undefined;
  prefix = undefined;
  const found = (before && find(before, event)) || find(pressed, event);
  if (found) {
    event.preventDefault();
    if (!event.repeat || found.repeat) found.run(event);
  } else if (startsSequence(pressed) && mayUse(pressed, event)) {
    prefix = { key: pressed, at: event.timeStamp };
  }
}

function find(keys: string, event: KeyboardEvent): Binding | undefined {
  for (const layer of layers.toReversed()) {
    const found = layer().find((hotkey): hotkey is Binding => hotkey.keys === keys && !hotkey.isListed);
    if (found && (found.everywhere || mayUse(keys, event))) return found;
  }
  return undefined;
}

function startsSequence(key: string): boolean {
  return listHotkeys().some((hotkey) => hotkey.keys.startsWith(`${key} `));
}

/** Chords work everywhere but in dialogs; plain keys only where they mean nothing else. */
function mayUse(keys: string, event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(ELSEWHERE)) return false;
  if (keys.includes("mod+")) return true;
  if (target?.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'))
    return false;
  // Enter and space on a control belong to the control.
  if ((keys === "enter" || keys === "space") && target?.closest("a, button, summary, input")) return false;
  return singleKeysAllowed() || keys === "escape" || keys === "enter";
}

/** The event as a binding is written. Shift is named only with letters: "?" is "?", not "shift+?". */
function spell(event: KeyboardEvent): string | undefined {
  if (event.altKey) return undefined;
  if (["Shift", "Control", "Meta", "Alt"].includes(event.key)) return undefined;
  const name = NAMES[event.key] ?? event.key.toLowerCase();
  const shifted = event.shiftKey && (/^[a-z]$/.test(name) || name.length > 1);
  return `${event.metaKey || event.ctrlKey ? "mod+" : ""}${shifted ? "shift+" : ""}${name}`;
}
