import { z } from "zod";
import type { NotificationFacts } from "./facts";

export const channelKinds = [
  "email",
  "webhook",
  "slack",
  "discord",
  "teams",
  "mattermost",
  "telegram",
  "pagerduty",
  "opsgenie",
] as const;
export type ChannelKind = (typeof channelKinds)[number];

const name = z.string().trim().min(1, "Give it a name.").max(100, "Use at most 100 characters.");
const address = z
  .url({ protocol: /^https?$/, error: "Use a whole address that begins with https://." })
  .max(2000);
const token = z.string().trim().min(1, "This is missing.").max(500);

/** What each kind needs to be reached. What is secret is written once and never shown again. */
export const channelInputSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("email"), name, email: z.email("Use an e-mail address.").max(254) }),
  z.strictObject({ kind: z.literal("webhook"), name, url: address }),
  z.strictObject({ kind: z.enum(["slack", "discord", "teams", "mattermost"]), name, url: address }),
  z.strictObject({ kind: z.literal("telegram"), name, botToken: token, chatId: token }),
  z.strictObject({ kind: z.literal("pagerduty"), name, routingKey: token }),
  z.strictObject({ kind: z.literal("opsgenie"), name, url: address, apiKey: token }),
]);
export type ChannelInput = z.output<typeof channelInputSchema>;

/** What of a channel changes. `settings` replaces all that it is reached by, and must be of the same kind. */
export const changeChannelSchema = z
  .strictObject({
    name: name.optional(),
    isEnabled: z.boolean().optional(),
    settings: channelInputSchema.optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), "Say what changes.");
export type ChangeChannelInput = z.output<typeof changeChannelSchema>;

export const channelParams = z.object({ id: z.uuid() });

/** What a new channel is known by. */
export type MadeChannel = {
  id: string;
  /** Of a webhook: what its messages are signed with. Shown this once. */
  signingKey: string | null;
  /** Of an address: whether it was asked by mail. */
  isMailed: boolean;
};

/** As people see it. */
export type ChannelRow = {
  id: string;
  kind: ChannelKind;
  name: string;
  /** A mail address, or the host of what is secret. */
  address: string;
  isEnabled: boolean;
  /** Mail addresses are asked first. */
  isVerified: boolean;
  /** Rules that tell it, and those of them that who asks may see. */
  rules: number;
  usedBy: { id: string; name: string }[];
  /** The newest delivery; `isRetried` when it waits for another try. */
  last: {
    id: string;
    at: string;
    status: DeliveryStatus;
    isRetried: boolean;
    tookMs: number | null;
    answer: string;
  } | null;
};

export const deliveryStatuses = ["waiting", "sending", "sent", "failed", "dropped"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** How a delivery stands, as people ask for it: what waits is one thing, what was tried before and waits is another. */
export const deliveryStates = ["waiting", "retrying", "sent", "failed", "dropped"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const time = z.iso.datetime({ offset: true });

export const listDeliveriesSchema = z.strictObject({
  project: z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    z.array(z.string().max(50)).max(100).default([]),
  ),
  rule: z.uuid().optional(),
  channel: z.uuid().optional(),
  state: z.enum(deliveryStates).optional(),
  /** Written at that moment or later, and before the other. */
  from: time.optional(),
  to: time.optional(),
  cursor: z.string().max(200).optional(),
});
export type ListDeliveriesInput = z.output<typeof listDeliveriesSchema>;

export type DeliveryRow = {
  id: string;
  project: string;
  rule: { id: string; name: string } | null;
  recipient: {
    type: "channel" | "user";
    /** Of a channel that is still there. */
    kind: ChannelKind | null;
    id: string;
    name: string;
    address: string;
  };
  status: DeliveryStatus;
  /** What it tells, one line each; the first few of many. */
  subjects: string[];
  /** How many messages it tells. */
  count: number;
  /** Where the first of them leads. */
  path: string;
  createdAt: string;
  /** The next try. */
  dueAt: string | null;
  attempts: number;
  sentAt: string | null;
  tookMs: number | null;
  answer: string;
};

export const deliveryParams = z.object({ id: z.uuid() });

export type DeliveryPage = { rows: DeliveryRow[]; next: string | null };

/** One try of a delivery. */
export type DeliveryTry = {
  at: string;
  status: "sent" | "retry" | "failed" | "dropped";
  tookMs: number;
  answer: string;
};

/** One delivery, with all that it tells. */
export type DeliveryDetail = Omit<DeliveryRow, "subjects"> & {
  notifications: { id: string; kind: NotificationFacts["kind"]; at: string; subject: string; path: string }[];
  /** The last 20, oldest first. One in which a worker was killed is missing. */
  tries: DeliveryTry[];
  /** What it says, as text. */
  text: string;
};

/** What a person can choose to be told by mail. */
export const preferenceSubjects = [
  "assigned",
  "mentioned",
  "subscribed",
  "workflow",
  "alerts",
  "summary",
] as const;
export type PreferenceSubject = (typeof preferenceSubjects)[number];

const choice = z.boolean().nullable().optional();

/** What is left out stays. With a project it holds for that one alone, and null is: as everywhere. */
export const preferencesSchema = z
  .strictObject({
    project: z.string().max(50).optional(),
    assigned: choice,
    mentioned: choice,
    subscribed: choice,
    workflow: choice,
    alerts: choice,
    summary: choice,
  })
  .refine(
    ({ project, ...wants }) => project !== undefined || !Object.values(wants).includes(null),
    "Say yes or no.",
  );
export type PreferencesInput = z.output<typeof preferencesSchema>;

export type Preferences = {
  email: string;
  /** Whether a mail of ours is known to have arrived there. */
  isConfirmed: boolean;
  /** Null while mails leave this server; otherwise why none does. */
  mailTrouble: string | null;
  wants: Record<PreferenceSubject, boolean>;
  /** Projects for which something else was chosen, by name. */
  projects: { slug: string; name: string; wants: Partial<Record<PreferenceSubject, boolean>> }[];
};

export const confirmAddressSchema = z.strictObject({ token: z.string().max(500) });
