import {
  BellRing,
  Hash,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageSquare,
  Send,
  Siren,
  Users,
  Webhook,
} from "lucide-react";
import type { ChannelKind } from "@/lib/notifications/schemas";

/** A field of a kind's form, by the name that the API knows it by. */
export type FieldName = "email" | "url" | "botToken" | "chatId" | "routingKey" | "apiKey";

type KindField = { name: FieldName; label: string; placeholder: string; help?: string };

type Kind = {
  name: string;
  Icon: LucideIcon;
  /** Where to find what is asked for. */
  how: string;
  fields: readonly KindField[];
};

const url = (placeholder: string, help?: string): KindField => ({
  name: "url",
  label: "URL",
  placeholder,
  help,
});

/** The kinds of channels, as people call them, and where their addresses are found. */
export const kinds: Record<ChannelKind, Kind> = {
  email: {
    name: "E-mail address",
    Icon: Mail,
    how: "A mailbox or a mailing list. Whoever reads it gets a link first, and nothing else until they agree. People of this server need no channel: alerts can name them.",
    fields: [{ name: "email", label: "E-mail", placeholder: "ops@example.com" }],
  },
  webhook: {
    name: "Webhook",
    Icon: Webhook,
    how: "A program of yours gets a POST with JSON, signed with a key that is shown once, when the channel is made.",
    fields: [url("https://example.com/hooks/jackdaw")],
  },
  slack: {
    name: "Slack",
    Icon: Hash,
    how: "At api.slack.com/apps, make an app for your workspace, switch on “Incoming Webhooks”, add one for the conversation, and copy its URL.",
    fields: [url("https://hooks.slack.com/services/…")],
  },
  discord: {
    name: "Discord",
    Icon: MessageCircle,
    how: "In the settings of the channel: Integrations, Webhooks, New webhook, Copy webhook URL.",
    fields: [url("https://discord.com/api/webhooks/…")],
  },
  teams: {
    name: "Microsoft Teams",
    Icon: Users,
    how: "In the ⋯ menu of the channel choose Workflows, then the one that posts to a channel when a webhook request is received, and copy the URL that it gives.",
    fields: [url("https://….logic.azure.com/workflows/…")],
  },
  mattermost: {
    name: "Mattermost or Rocket.Chat",
    Icon: MessageSquare,
    how: "Mattermost: Integrations, Incoming Webhooks, Add. Rocket.Chat: Workspace, Integrations, New, Incoming. A server of your own network has to stand in JACKDAW_PRIVATE_HOSTS.",
    fields: [url("https://chat.example.com/hooks/…")],
  },
  telegram: {
    name: "Telegram",
    Icon: Send,
    how: "Write /newbot to @BotFather; it answers with the token. Add the bot to the group, write something there, and open api.telegram.org/bot<token>/getUpdates: “chat” holds the id.",
    fields: [
      { name: "botToken", label: "Token of the bot", placeholder: "123456789:AA…" },
      {
        name: "chatId",
        label: "Id of the chat",
        placeholder: "-1001234567890",
        help: "A number, or @name of a public channel.",
      },
    ],
  },
  pagerduty: {
    name: "PagerDuty",
    Icon: Siren,
    how: "In the service: Integrations, Add an integration, “Events API v2”. What begins opens an incident, and what is over ends it.",
    fields: [{ name: "routingKey", label: "Integration key", placeholder: "32 letters and digits" }],
  },
  opsgenie: {
    name: "Opsgenie, or what speaks like it",
    Icon: BellRing,
    how: "In the team: Integrations, Add, “API”. Give the address of the API without a path, for Europe api.eu.opsgenie.com; Jira Service Management has api.atlassian.com/jsm/ops/integration.",
    fields: [
      url("https://api.opsgenie.com"),
      { name: "apiKey", label: "API key", placeholder: "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" },
    ],
  },
};
