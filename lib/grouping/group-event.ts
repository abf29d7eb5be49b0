import type { Event } from "@/lib/protocol/event";
import { builtInFingerprint } from "./built-in-fingerprints";
import { collectStrings, ignored, leaf } from "./component";
import type { BuiltInFingerprint, Configuration, StrategyResult } from "./configuration";
import { DEFAULT_PART, expandFingerprint, expandTitle } from "./expand-fingerprint";
import type { Component, Grouping, MatchedRule, Variant } from "./grouping";
import { hashStrings, hashText } from "./hash-strings";
import { matchFingerprintRules } from "./rules/match-fingerprint-rules";
import type { FingerprintRule } from "./rules/rule";
import { type GroupingSettings, plainSettings, previousSettings } from "./settings";
import { CURRENT_VERSION, findConfiguration } from "./versions/find-configuration";

export { CURRENT_VERSION, isKnownVersion } from "./versions/find-configuration";

type Part = string | typeof DEFAULT_PART;

/**
 * Decides which issue an event belongs to. Pure: the same event and settings give the same hashes for ever.
 * The order is the event's `checksum`, the first fingerprint rule of the project that matches, the event's `fingerprint`, a
 * built-in fingerprint, and else the strategies of the version. As in Sentry, a rule wins over the client's fingerprint, and
 * its `{{ default }}` is what the strategies say.
 * While an upgrade is under way, the hashes of the version before follow those of the current one.
 * Throws a RangeError for a version that does not exist.
 */
export function groupEvent(
  event: Event,
  settings: GroupingSettings = plainSettings(CURRENT_VERSION),
): Grouping {
  const grouping = groupByVersion(event, settings);
  const before = previousSettings(settings);
  if (!before) return grouping;
  const hashes = new Set([...grouping.hashes, ...groupByVersion(event, before).hashes]);
  return { ...grouping, hashes: [...hashes] };
}

function groupByVersion(event: Event, settings: GroupingSettings): Grouping {
  const { version, revision } = settings;
  const configuration = findConfiguration(version);
  const rule = event.checksum ? undefined : matchFingerprintRules(event, settings);
  const variants = buildVariants(event, configuration, settings, rule);
  const hashes = variants.flatMap((variant) => variant.hash ?? []);
  return {
    version,
    revision,
    hashes: [...new Set(hashes)],
    variants,
    ...(rule && { rule: describeRule(rule, event, settings) }),
  };
}

function describeRule(rule: FingerprintRule, event: Event, settings: GroupingSettings): MatchedRule {
  const { text, line, title } = rule;
  return { text, line, ...(title !== undefined && { title: expandTitle(title, event, settings) }) };
}

function buildVariants(
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
  rule: FingerprintRule | undefined,
): Variant[] {
  if (event.checksum) return [groupByChecksum(event.checksum)];
  const fingerprint = rule?.fingerprint ?? event.fingerprint ?? [];
  const parts: Part[] =
    fingerprint.length > 0 ? expandFingerprint(fingerprint, event, settings) : [DEFAULT_PART];
  if (!parts.includes(DEFAULT_PART)) return [groupByFingerprint(parts as string[])];
  const isDefault = parts.every((part) => part === DEFAULT_PART);
  if (isDefault && !rule) {
    const builtIn = builtInFingerprint(event, configuration);
    if (builtIn) return [groupByBuiltIn(builtIn)];
  }
  const defaults = groupByStrategies(event, configuration, settings);
  return isDefault ? defaults : defaults.map((variant) => salt(variant, parts));
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
  return variants.map(({ name, component, text }) =>
    component.contributes
      ? { name, strategy, hash: hashText(text), component }
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
