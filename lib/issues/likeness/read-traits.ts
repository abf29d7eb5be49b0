import { collectStrings } from "@/lib/grouping/component";
import { groupEvent } from "@/lib/grouping/group-event";
import type { Component } from "@/lib/grouping/grouping";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event } from "@/lib/protocol/event";
import { mainException } from "./list-in-app-frames";

/** What two events are compared by. */
export interface Traits {
  /** Of what was thrown last; empty without an exception. */
  type: string;
  message: string;
  /** Frames that count, nearest the crash first: `function in file`. */
  frames: string[];
}

/**
 * The traits of an event. Frames are those that grouping compares, by the names that it compares: `settings` are without rules that name
 * fingerprints, which would stand before them.
 */
export function readTraits(event: Event, settings: GroupingSettings): Traits {
  const main = mainException(event);
  return {
    type: main?.type ?? "",
    message: main?.value ?? event.logentry?.formatted ?? "",
    frames: readFrames(event, settings),
  };
}

function readFrames(event: Event, settings: GroupingSettings): string[] {
  const { fingerprint: _own, checksum: _sent, ...plain } = event;
  const { variants } = groupEvent(plain, settings);
  const variant = variants.find(({ hash, component }) => hash !== undefined && component !== undefined);
  return variant?.component ? nameFrames(variant.component).toReversed() : [];
}

/** Frames stand in the tree as they do in a stack: the crash last. */
function nameFrames(component: Component): string[] {
  if (!component.contributes) return [];
  if (component.id === "frame") return [nameFrame(component)];
  return component.values.flatMap((value) => (typeof value === "string" ? [] : nameFrames(value)));
}

function nameFrame(frame: Component): string {
  const text = (id: string) => {
    const part = frame.values.find(
      (value) => typeof value !== "string" && value.id === id && value.contributes,
    );
    return part && typeof part !== "string" ? collectStrings(part).join("") : "";
  };
  const place = text("module") || text("filename");
  const name = text("function") || text("context-line") || collectStrings(frame).join(" ");
  return place && place !== name ? `${name} in ${place}` : name;
}
