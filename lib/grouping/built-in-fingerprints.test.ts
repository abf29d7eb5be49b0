import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { explainGrouping } from "./explain-grouping";
import { groupEvent } from "./group-event";
import { hashStrings } from "./hash-strings";
import { plainSettings } from "./settings";
import { buildErrorEvent, buildEvent, buildException, buildFrames } from "./testing/build-event";

const frames = buildFrames(["https://shop.example/app.js", "load"]);
const error = (type: string, value: string, fields: Partial<Event> = {}, platform = "javascript") =>
  buildErrorEvent(platform, [buildException(type, value, frames)], fields);
const chunk = (fingerprint: string[]) => error("ChunkLoadError", "", { fingerprint });
const hashesOf = (event: Event) => groupEvent(event).hashes;

const CHUNK: [type: string, value: string][] = [
  ["ChunkLoadError", "Loading chunk 42 failed.\n(error: https://shop.example/42.js)"],
  ["ChunkLoadError", ""],
  ["Error", "Loading chunk checkout failed.\n(timeout: https://shop.example/checkout.js)"],
  ["Error", "Loading CSS chunk 7 failed.\n(/7.css)"],
  ["UnhandledRejection", "Non-Error promise rejection captured with value: ChunkLoadError: Loading chunk 5"],
  ["TypeError", "Failed to fetch dynamically imported module: https://shop.example/a.js"],
  ["TypeError", "error loading dynamically imported module: https://shop.example/a.js"],
  ["TypeError", "Importing a module script failed."],
  ["Error", "Unable to preload CSS for /assets/a.css"],
];

const HYDRATION: [type: string, value: string][] = [
  ["Error", "Hydration failed because the initial UI does not match what was rendered on the server."],
  ["Error", "There was an error while hydrating. Because the error happened outside of a Suspense boundary"],
  ["Error", "Text content does not match server-rendered HTML."],
  ["Error", "Minified React error #418; visit https://react.dev/errors/418 for the full message"],
  ["Error", "Minified React error #425; visit https://react.dev/errors/425"],
  ["Error", "Hydration completed but contains mismatches."],
];

describe("built-in fingerprints", () => {
  it.each(CHUNK)("takes failed chunks together: %s %s", (type, value) => {
    expect(hashesOf(error(type, value))).toEqual([hashStrings(["chunkloaderror"])]);
  });

  it.each(HYDRATION)("takes hydration errors together: %s %s", (type, value) => {
    expect(hashesOf(error(type, value))).toEqual([hashStrings(["hydrationerror"])]);
  });

  it.each<[string, Event]>([
    ["another error", error("Error", "Loading orders failed")],
    ["another React error", error("Error", "Minified React error #31; visit https://react.dev")],
    ["a longer number", error("Error", "Minified React error #4180; visit")],
    ["another platform", error("ChunkLoadError", "Loading chunk 1 failed", {}, "python")],
    ["a message", buildEvent({ platform: "javascript", logentry: { formatted: "ChunkLoadError" } })],
  ])("leaves alone: %s", (_name, event) => {
    expect(groupEvent(event).variants.every(({ strategy }) => strategy !== "built-in")).toBe(true);
  });

  it("looks at every exception of a chain", () => {
    const chain = [buildException("ChunkLoadError", "", frames), buildException("Error", "x", frames)];
    expect(groupEvent(buildErrorEvent("node", chain)).variants[0]?.strategy).toBe("built-in");
  });

  it("gives way to the client's own fingerprint, also a salted one, but not to the default", () => {
    expect(hashesOf(chunk(["mine"]))).toEqual([hashStrings(["mine"])]);
    expect(hashesOf(chunk(["{{ default }}", "eu"]))[0]).toBe(hashStrings(["ChunkLoadError", "load", "eu"]));
    expect(hashesOf(chunk(["{{ default }}"]))).toEqual([hashStrings(["chunkloaderror"])]);
  });

  it("is not known to the first version", () => {
    const { variants } = groupEvent(error("ChunkLoadError", ""), plainSettings("jackdaw:2026-11"));
    expect(variants[0]?.strategy).toBe("exception");
  });

  it("is explained", () => {
    expect(explainGrouping(groupEvent(error("ChunkLoadError", "")))).toMatchObject({
      summary: "Failures to load a part of the app are one issue, wherever they happen.",
      items: [{ text: "chunkloaderror", counts: true }],
    });
    expect(explainGrouping(groupEvent(error("Error", "Minified React error #423;"))).summary).toBe(
      "Hydration errors are one issue, wherever they happen.",
    );
  });
});
