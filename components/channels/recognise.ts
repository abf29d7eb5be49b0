import type { ChannelKind } from "@/lib/notifications/schemas";
import type { FieldName } from "./kinds";

/** What somebody pasted: what kind of channel it leads to, and what it says of its fields. */
export type Recognised = { kind: ChannelKind; values: Partial<Record<FieldName, string>> };

const slack = ["hooks.slack.com", "hooks.slack-gov.com"];
const discord = ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"];
const teams = [".logic.azure.com", ".webhook.office.com", ".powerplatform.com", ".powerautomate.com"];
const opsgenie = ["api.opsgenie.com", "api.eu.opsgenie.com"];

/**
 * Recognises an address by its host, and where hosts are everybody's own, by its path. Null for what says nothing: an address
 * of any other host stays what it was taken for.
 */
export function recognise(text: string): Recognised | null {
  const pasted = text.trim();
  if (!pasted.includes("://")) {
    const [user = "", host = "", ...rest] = pasted.split("@");
    const isAddress = rest.length === 0 && user !== "" && host.includes(".") && !host.endsWith(".");
    return isAddress ? { kind: "email", values: { email: pasted } } : null;
  }
  if (!URL.canParse(pasted)) return null;
  const { hostname, pathname, searchParams } = new URL(pasted);
  if (slack.includes(hostname)) return { kind: "slack", values: { url: pasted } };
  if (discord.includes(hostname) && pathname.startsWith("/api/")) {
    return { kind: "discord", values: { url: pasted } };
  }
  if (teams.some((end) => hostname.endsWith(end))) return { kind: "teams", values: { url: pasted } };
  if (hostname === "api.telegram.org") {
    const [first = ""] = pathname.split("/").filter(Boolean);
    const values = {
      ...(first.startsWith("bot") && { botToken: first.slice(3) }),
      ...(searchParams.get("chat_id") && { chatId: searchParams.get("chat_id") ?? "" }),
    };
    return { kind: "telegram", values };
  }
  if (hostname === "pagerduty.com" || hostname.endsWith(".pagerduty.com"))
    return { kind: "pagerduty", values: {} };
  if (opsgenie.includes(hostname)) return { kind: "opsgenie", values: { url: `https://${hostname}` } };
  if (hostname === "api.atlassian.com" && pathname.startsWith("/jsm/")) {
    return { kind: "opsgenie", values: { url: "https://api.atlassian.com/jsm/ops/integration" } };
  }
  return isChatHook(pathname) ? { kind: "mattermost", values: { url: pasted } } : null;
}

/** `/hooks/<26 letters and digits>` is Mattermost's, `/hooks/<id>/<token>` Rocket.Chat's. */
function isChatHook(pathname: string): boolean {
  const [hooks, id = "", token, ...rest] = pathname.split("/").filter(Boolean);
  if (hooks !== "hooks" || rest.length > 0) return false;
  return token === undefined ? id.length === 26 && isKey(id, 26) : isKey(id, 17) && isKey(token, 20);
}

function isKey(part: string, least: number): boolean {
  return part.length >= least && /^[A-Za-z0-9]+$/.test(part);
}
