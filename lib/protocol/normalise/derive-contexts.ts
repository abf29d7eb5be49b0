import { parse } from "bowser";
import type { JsonObject } from "@/lib/protocol/event";
import { cleanText } from "./clean-text";

type Contexts = Record<string, JsonObject>;

const MAX_USER_AGENT = 512;
/** Few user agents make most events, and reading one costs more than the rest of an event. */
const MAX_REMEMBERED = 1_000;
const remembered = new Map<string, Contexts>();

/** Adds `browser`, `os` and `device` from a User-Agent, unless the client named a browser or system itself. */
export function deriveContexts(contexts: Contexts, userAgent: string | undefined): void {
  if (!userAgent || contexts["browser"] || contexts["os"]) return;
  const key = cleanText(userAgent.slice(0, MAX_USER_AGENT));
  let derived = remembered.get(key);
  if (!derived) {
    derived = readUserAgent(key);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, derived);
  }
  for (const [name, context] of Object.entries(derived)) contexts[name] ??= { ...context };
}

function readUserAgent(userAgent: string): Contexts {
  const { browser, os, platform } = parse(userAgent);
  return {
    ...(browser.name ? { browser: named("browser", browser.name, browser.version) } : {}),
    ...(os.name ? { os: named("os", os.name, os.versionName ?? os.version) } : {}),
    ...(platform.model
      ? {
          device: {
            type: "device",
            family: platform.model,
            model: platform.model,
            brand: platform.vendor ?? null,
          },
        }
      : {}),
  };
}

function named(type: string, name: string, version: string | undefined): JsonObject {
  return version ? { type, name, version } : { type, name };
}
