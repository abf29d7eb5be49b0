import type { Event } from "@/lib/protocol/event";
import { builtInFingerprint } from "./built-in-fingerprints";
import { collectStrings, ignored, leaf } from "./component";
import type { BuiltInFingerprint, Configuration, StrategyResult } from "./configuration";
import { DEFAULT_PART, expandFingerprint } from "./expand-fingerprint";
import type { Component, Grouping, Variant } from "./grouping";
import { hashStrings } from "./hash-strings";
import { type GroupingSettings, plainSettings } from "./settings";
import { JACKDAW_2026_11 } from "./versions/jackdaw-2026-11";
import { JACKDAW_2026_12 } from "./versions/jackdaw-2026-12";

type Part = string | typeof DEFAULT_PART;

/** What new events are grouped with. Issues keep the hashes of older versions. */
export const CURRENT_VERSION = JACKDAW_2026_12.version;

const CONFIGURATIONS = new Map<string, Configuration>(
  [JACKDAW_2026_11, JACKDAW_2026_12].map((configuration) => [configuration.version, configuration]),
);

/**
 * Decides which issue an event belongs to. Pure: the same event and version give the same hashes for ever.
 * The order is the event's `checksum`, its `fingerprint`, and else the strategies of the version.
 * Throws a RangeError for a version that does not exist.
 */
export function groupEvent(
  event: Event,
  settings: GroupingSettings = plainSettings(CURRENT_VERSION),
): Grouping {
  const configuration = CONFIGURATIONS.get(settings.version);
  if (!configuration) throw new RangeError(`unknown grouping version: ${settings.version}`);
  const variants = buildVariants(event, configuration, settings);
  const hashes = variants.flatMap((variant) => variant.hash ?? []);
  return { version: settings.version, hashes: [...new Set(hashes)], variants };
}

function buildVariants(event: Event, configuration: Configuration, settings: GroupingSettings): Variant[] {
  if (event.checksum) return [groupByChecksum(event.checksum)];
  const parts: Part[] = event.fingerprint?.length
    ? expandFingerprint(event.fingerprint, event)
    : [DEFAULT_PART];
  if (!parts.includes(DEFAULT_PART)) return [groupByFingerprint(parts as string[])];
  if (parts.every((part) => part === DEFAULT_PART)) {
    const builtIn = builtInFingerprint(event, configuration);
    if (builtIn) return [groupByBuiltIn(builtIn)];
  }
  const defaults = groupByStrategies(event, configuration, settings);
  return parts.every((part) => part === DEFAULT_PART)
    ? defaults
    : defaults.map((variant) => salt(variant, parts));
}

/** Clients that grouped themselves sent an MD5; any other text is hashed into one. */
function groupByChecksum(checksum: string): Variant {
  const hash = /^[0-9a-f]{32}$/.test(checksum) ? checksum : hashStrings([checksum]);
  return { name: "checksum", strategy: "checksum", hash, component: leaf("checksum", checksum) };
}

function groupByFingerprint(parts: string[]): Variant {
  const component = { id: "fingerprint", contributes: true, values: parts };
  return { name: "custom", strategy: "fingerprint", hash: hashStrings(parts), component };
}

function groupByBuiltIn({ name }: BuiltInFingerprint): Variant {
  const component = leaf("fingerprint", name, "a built-in fingerprint takes such errors together");
  return { name: "custom", strategy: "built-in", hash: hashStrings([name]), component };
}

function groupByStrategies(
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): Variant[] {
  for (const strategy of configuration.strategies) {
    const result = strategy(event, configuration, settings);
    if (result?.variants.some(({ component }) => component.contributes)) return hashVariants(result);
  }
  const component = ignored("fallback", [], "the event has nothing to compare");
  return [{ name: "fallback", strategy: "fallback", hash: hashStrings([]), component }];
}

function hashVariants({ strategy, variants }: StrategyResult): Variant[] {
  return variants.map(({ name, component }) =>
    component.contributes
      ? { name, strategy, hash: hashStrings(collectStrings(component)), component }
      : { name, strategy, hint: component.hint ?? "nothing contributes", component },
  );
}

/** `["{{ default }}", "eu"]`: the default's texts and the other parts, in the order of the fingerprint. */
function salt(variant: Variant, parts: Part[]): Variant {
  const { component: inner } = variant;
  if (variant.hash === undefined || !inner) return variant;
  const component: Component = {
    id: "fingerprint",
    contributes: true,
    values: parts.map((part) => (part === DEFAULT_PART ? inner : part)),
  };
  return { ...variant, hash: hashStrings(collectStrings(component)), component };
}
