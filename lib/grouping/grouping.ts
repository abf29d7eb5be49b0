/**
 * The shape of grouping: components form a tree, contributing leaves are hashed per variant, an event has one hash
 * per contributing variant. The first hash that is already linked to an issue decides; the others are attached to it.
 */
export interface Grouping {
  /** The configuration that made it, frozen for ever once shipped: `jackdaw:2026-11`. */
  version: string;
  /** 32 hex digits each, preferred first, no duplicates, at least one. */
  hashes: string[];
  /** Of the current version alone, also while hashes of the version before are looked up. */
  variants: Variant[];
  /** Of the project's rules; 0 for none. */
  revision: number;
  /** The fingerprint rule that decided. */
  rule?: MatchedRule;
}

export interface MatchedRule {
  /** As it was written. */
  text: string;
  /** 1-based. */
  line: number;
  /** What it calls the issue, variables filled in. */
  title?: string;
}

export type VariantName = "app" | "system" | "default" | "custom" | "checksum" | "fallback";

export interface Variant {
  name: VariantName;
  /** Which strategy spoke: `exception`, `stacktrace`, `message`, `fingerprint`, … */
  strategy: string;
  /** Undefined when nothing in this variant contributes. */
  hash?: string;
  /** Why it does not contribute, as a phrase for a person. */
  hint?: string;
  component?: Component;
}

export interface Component {
  /** `exception`, `stacktrace`, `frame`, `function`, `filename`, `module`, `type`, `value`, `message`, … */
  id: string;
  contributes: boolean;
  /** Why it was changed or left out: `ignored because the frame is not in-app`. */
  hint?: string;
  values: (string | Component)[];
}
