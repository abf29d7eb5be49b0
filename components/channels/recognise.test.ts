import { expect, it } from "vitest";
import { recognise } from "./recognise";

const kindOf = (text: string) => recognise(text)?.kind ?? null;

it.each([
  ["https://hooks.slack.com/services/T0/B0/x", "slack"],
  ["https://discord.com/api/webhooks/1/x", "discord"],
  ["https://prod-12.westeurope.logic.azure.com:443/workflows/x", "teams"],
  ["https://contoso.webhook.office.com/webhookb2/x", "teams"],
  ["https://chat.example.com/hooks/abcdefghijklmnopqrstuvwxyz", "mattermost"],
  ["https://rocket.example.com/hooks/5f0c1a2b3c4d5e6f7a8b9c0d/abcdefghijklmnopqrstuvwx", "mattermost"],
  ["https://events.pagerduty.com/v2/enqueue", "pagerduty"],
  ["https://api.eu.opsgenie.com/v2/alerts", "opsgenie"],
  ["ops@example.com", "email"],
])("knows %s", (text, kind) => {
  expect(kindOf(` ${text} `)).toBe(kind);
});

it.each([
  "https://example.com/hooks/jackdaw",
  "https://evil.example/?hooks.slack.com",
  "https://hooks.slack.com.evil.example/services/x",
  "https://evillogic.azure.com.example/",
  "https://discord.com/channels/1",
  "https://",
  "://x",
  "ops@",
  "a@b@c.d",
  "text",
  "",
])("leaves what could be anybody's: %s", (text) => {
  expect(kindOf(text)).toBeNull();
});

it("takes apart what belongs into several fields", () => {
  expect(recognise("https://api.telegram.org/bot12:AA/sendMessage?chat_id=-7")?.values).toEqual({
    botToken: "12:AA",
    chatId: "-7",
  });
  expect(recognise("https://api.opsgenie.com/v2/alerts")?.values).toEqual({
    url: "https://api.opsgenie.com",
  });
});
