import { expect, it } from "vitest";
import { groupEvent } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import { SAMPLE_EVENTS } from "./sample-events";

/** Tests that a version gives each sample event the hashes that it gave when it was shipped; none is left out. */
export function holdFrozen(version: string, frozen: Record<string, string[]>): void {
  it.each(Object.entries(SAMPLE_EVENTS))("groups as it always did: %s", (name, event) => {
    expect(groupEvent(event, plainSettings(version)).hashes).toEqual(frozen[name]);
  });

  it("freezes only events that exist", () => {
    expect(Object.keys(frozen)).toEqual(Object.keys(SAMPLE_EVENTS));
  });
}
