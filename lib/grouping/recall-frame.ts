import type { Frame } from "@/lib/protocol/event";
import type { PlaceReading } from "./build-place";
import type { FrameReading } from "./judge-frame";
import type { FrameFinding, PlaceFinding } from "./rules/find-rules";

/** Where code stands, as far as grouping looks at it. */
export type Spot = Pick<Frame, "platform" | "module" | "filename" | "abs_path" | "package">;

/** What grouping looks at in a frame besides, but for `in_app`. */
type Look = Pick<Frame, "function" | "raw_function" | "context_line">;

/** What was found out about a place that code stands at. */
export interface PlaceRecord extends Spot {
  finding?: PlaceFinding;
  reading?: PlaceReading;
}

/** What was found out about frames that look the same. */
export interface FrameRecord extends Look {
  place: PlaceRecord;
  finding?: FrameFinding;
  reading?: FrameReading;
}

/** Something that was found out, by what it depends on; the latest first. */
export interface Kept<Key, Self> {
  key: Key;
  older?: Self;
}

const MOST = 8_192;
const LONGEST_NAME = 512;
/** Projects with rules of their own, and the two versions of one that is being upgraded. */
const MOST_KEPT = 4;

interface Place extends PlaceRecord {
  /** What stands there, by name. */
  young: Map<string, FrameRecord>;
  old: ReadonlyMap<string, FrameRecord>;
}

// In a service the same functions stand in nearly every stack, so each is examined once; and a new one mostly stands where
// others were found before. What did not come again while 8,192 others did is forgotten. Most of the time goes into waiting
// for memory, so what is asked for of each frame lies as few steps away as can be.
let young = new Map<string, Place>();
let old = new Map<string, Place>();
let count = 0;

/** The record of frames that look like this one: a new one, if none is remembered. */
export function recallFrame(frame: Frame): FrameRecord {
  if (count >= MOST) {
    [old, young] = [young, new Map()];
    count = 0;
  }
  const place = recallPlace(frame);
  const name = frame.function ?? frame.context_line ?? "";
  const recent = place.young.get(name);
  if (recent && looksLike(frame, recent)) return recent;
  const known = place.old.get(name);
  const record = known && looksLike(frame, known) ? known : openRecord(frame, place);
  if (name.length > LONGEST_NAME) return record;
  place.young.set(name, record);
  count++;
  return record;
}

/** What was found under this key before. */
export function recallKept<Key, Self extends Kept<Key, Self>>(
  latest: Self | undefined,
  key: Key,
): Self | undefined {
  let one = latest;
  while (one && one.key !== key) one = one.older;
  return one;
}

/** Puts a new one before those that were found under other keys; the oldest is forgotten. */
export function keepLatest<Key, Self extends Kept<Key, Self>>(added: Self, latest: Self | undefined): Self {
  added.older = latest;
  let last = added;
  for (let kept = 1; kept < MOST_KEPT && last.older; kept++) last = last.older;
  last.older = undefined;
  return added;
}

function recallPlace(frame: Frame): Place {
  const name = nameOf(frame);
  const recent = young.get(name);
  if (recent && standsAt(frame, recent)) return recent;
  const known = old.get(name);
  const place = known && standsAt(frame, known) ? renew(known) : openPlace(frame);
  if (name.length > LONGEST_NAME) return place;
  young.set(name, place);
  count++;
  return place;
}

/** Of path and module the longer one: a module of Go has many files, and many classes of Java are in a `Cart.java`. */
function nameOf({ module = "", abs_path, filename, package: image }: Frame): string {
  const path = abs_path ?? filename ?? image ?? "";
  return module.length > path.length ? module : path;
}

/** A place that comes again when those that came with it have grown old, and so has what stands there. */
function renew(place: Place): Place {
  place.old = place.young;
  place.young = new Map();
  return place;
}

function standsAt(frame: Frame, spot: Spot): boolean {
  return (
    frame.filename === spot.filename &&
    frame.abs_path === spot.abs_path &&
    frame.module === spot.module &&
    frame.package === spot.package &&
    frame.platform === spot.platform
  );
}

function looksLike(frame: Frame, look: Look): boolean {
  return (
    frame.function === look.function &&
    frame.context_line === look.context_line &&
    frame.raw_function === look.raw_function
  );
}

const NOTHING: ReadonlyMap<string, FrameRecord> = new Map();

/** Only these fields: a frame holds variables and source lines besides. */
function openPlace({ platform, module, filename, abs_path, package: image }: Frame): Place {
  return {
    platform,
    module,
    filename,
    abs_path,
    package: image,
    finding: undefined,
    reading: undefined,
    young: new Map(),
    old: NOTHING,
  };
}

function openRecord({ function: name, raw_function, context_line }: Frame, place: PlaceRecord): FrameRecord {
  return { function: name, raw_function, context_line, place, finding: undefined, reading: undefined };
}
