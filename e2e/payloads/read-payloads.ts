import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@/lib/protocol/event";

const folder = import.meta.dirname;
/** Programs that made payloads, not payloads. */
const PROGRAMS = "clients";

/** `sentry-node-8.55.2/handled`, sorted: each is one event as a real client sent it. */
export function listPayloads(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== PROGRAMS)
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
    .filter((path) => path.endsWith(".json"))
    .map((path) => path.slice(0, -".json".length))
    .sort();
}

/** One event, decoded and otherwise as it was sent. Throws when there is none of that name. */
export function readPayload(name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as JsonObject;
}

/** What a version said about a payload when that version was frozen. */
export interface Expectation {
  /** Preferred first. */
  hashes: string[];
  /** Which strategy spoke. */
  strategy: string;
}

/** Payload → grouping version → what was frozen. */
export type Expectations = Record<string, Record<string, Expectation>>;

export const expectationsPath = join(folder, "expected.json");

export function readExpectations(): Expectations {
  return JSON.parse(readFileSync(expectationsPath, "utf8")) as Expectations;
}
