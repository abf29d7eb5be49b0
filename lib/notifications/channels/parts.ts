import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { env } from "@/lib/env";
import { InvalidInputError } from "@/lib/errors";
import { isPublicAddress } from "@/lib/notifications/outgoing/is-public-address";
import { OutgoingError } from "@/lib/notifications/outgoing/outgoing-error";
import { readTarget } from "@/lib/notifications/outgoing/read-target";
import type { ChannelInput } from "@/lib/notifications/schemas";

/** A channel as its row keeps it: what people see, what is no secret, and what is. */
export type ChannelParts = {
  address: string;
  settings: Readonly<Record<string, string>>;
  secret: Readonly<Record<string, string>>;
};

/** @throws InvalidInputError for an address that could never be asked */
export function partsOf(input: ChannelInput, signingKey = makeSigningKey()): ChannelParts {
  switch (input.kind) {
    case "email":
      return { address: input.email.toLowerCase(), settings: {}, secret: {} };
    case "telegram":
      return {
        address: `chat ${input.chatId}`,
        settings: { chatId: input.chatId },
        secret: { botToken: input.botToken },
      };
    case "pagerduty":
      return { address: "events.pagerduty.com", settings: {}, secret: { routingKey: input.routingKey } };
    case "opsgenie":
      return { address: hostOf(input.url), settings: { url: input.url }, secret: { apiKey: input.apiKey } };
    case "webhook":
      return { address: hostOf(input.url), settings: {}, secret: { url: input.url, signingKey } };
    default:
      return { address: hostOf(input.url), settings: {}, secret: { url: input.url } };
  }
}

export function makeSigningKey(): string {
  return `jdwh_${randomBytes(24).toString("base64url")}`;
}

/** Names are looked up when something is sent; what can be seen before is said at once. */
function hostOf(url: string): string {
  try {
    const target = readTarget(url, env().JACKDAW_PRIVATE_HOSTS);
    const isHere = isIP(target.host) === 0 ? isOurOwnName(target.host) : !isPublicAddress(target.host);
    if (isHere && !target.isAllowed) {
      throw new OutgoingError(
        `${target.host} is not on the public internet. Have the server's JACKDAW_PRIVATE_HOSTS name it if it may be asked.`,
        true,
      );
    }
    return target.url.host;
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    throw new InvalidInputError(undefined, { url: error.message });
  }
}

/** Names that never are public. */
function isOurOwnName(host: string): boolean {
  return (
    !host.includes(".") || [".local", ".localhost", ".internal", ".lan"].some((end) => host.endsWith(end))
  );
}
