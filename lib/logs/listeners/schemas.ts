import { z } from "zod";
import type { RuleError } from "@/lib/grouping/rules/rule-error";
import { listenerKinds, type ListenerKind } from "@/lib/logs/listen/schemas";

/** Characters of the rules of one listener. */
export const rulesLimit = 50_000;
/** Characters of what is tried. */
export const sampleLimit = 16_384;
/** Messages of what is tried that are looked at. */
export const triedLimit = 20;

const kind = z.enum(listenerKinds, "Choose what the senders speak.");
const port = z.coerce
  .number("Use a number from 1 to 65535.")
  .int("Use a whole number.")
  .min(1, "Use a number from 1 to 65535.")
  .max(65_535, "Use a number from 1 to 65535.");
const project = z.string().min(1).max(100).nullable();
const rules = z
  .string()
  .max(rulesLimit, `Use at most ${rulesLimit.toLocaleString("en-US")} characters.`)
  // It would never get as far as a rule.
  .refine((text) => !text.includes("\0"), "Leave out the NUL characters.");

export const listenerSchema = z.strictObject({
  kind,
  port,
  /** Slug of the project of lines that no rule is for; null refuses them. */
  project: project.default(null),
  rules: rules.default(""),
  isEnabled: z.boolean().default(true),
});
export type ListenerInput = z.infer<typeof listenerSchema>;

/** What is absent stays. */
export const changeListenerSchema = z
  .strictObject({ kind, port, project, rules, isEnabled: z.boolean() })
  .partial();
export type ListenerChange = z.infer<typeof changeListenerSchema>;

export const listenerParams = z.object({ id: z.uuid() });

/** A draft of the rules, and something that a sender might send. */
export const tryRulesSchema = z.strictObject({
  kind,
  project: project.default(null),
  rules: rules.default(""),
  sample: z.string().max(sampleLimit, `Use at most ${sampleLimit} characters.`).default(""),
  /** The sender's address, for rules about addresses. */
  address: z.string().trim().max(45, "This is no address.").default(""),
});
export type TryRulesInput = z.infer<typeof tryRulesSchema>;

/** `opening`: the front looks for changes every few seconds. */
export type ListenerState = "off" | "opening" | "listening" | "trouble";

type ProjectName = { slug: string; name: string };

/** A port for senders that speak no HTTP. Times are ISO 8601, UTC. */
export type ListenerRow = {
  id: string;
  kind: ListenerKind;
  port: number;
  isEnabled: boolean;
  state: ListenerState;
  /** Why it could not be opened, '' in any other state. */
  trouble: string;
  /** Null where there is none, or none that exists for who asks. */
  project: ProjectName | null;
  ruleCount: number;
  /** Null for who may not change them: they name projects that may not exist for them. */
  rules: string | null;
  /** Of the last 24 hours, by whole hours. */
  lines: number;
  /** Of the same time: lines of senders for whom there was no token, no rule and no project. */
  refused: number;
  lastLineAt: string | null;
};

/** What listeners with TLS show to their senders. */
export type ListenerCertificate = {
  /** Where it is read from. */
  file: string;
  /** Common name and other names. */
  names: string[];
  validTo: string;
  isExpired: boolean;
};

export type ListenerList = {
  /** By kind and port. */
  listeners: ListenerRow[];
  /**
   * For who may change listeners: the certificate of listeners with TLS, null where none is set; `trouble` says why one that is
   * set cannot be read from here.
   */
  tls: { certificate: ListenerCertificate | null; trouble: string } | null;
};

/** What would become of one message. */
export type TriedMessage = {
  host: string;
  service: string;
  /** The level as it was understood. */
  level: string;
  /** At most 200 characters. */
  message: string;
  project: ProjectName | null;
  /** What decided; `nothing`: it would be refused. */
  by: { kind: "token" | "listener" | "nothing" } | { kind: "rule"; line: number; text: string };
};

export type TriedRules = {
  errors: RuleError[];
  /** Lines that hold all the same: projects that nobody knows here. */
  warnings: RuleError[];
  messages: TriedMessage[];
  /** Why something of the sample is no line. */
  refused: string[];
};
