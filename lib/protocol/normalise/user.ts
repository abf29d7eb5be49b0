import type { JsonObject, User } from "@/lib/protocol/event";
import { copyObject, copyTree, type TreeLimits } from "./copy-json";
import { parseIpAddress } from "./ip-address";
import { isObject, type Source } from "./source";

const DATA: TreeLimits = { depth: 5, perValue: 4 * 1024, total: 16 * 1024 };
const OWN_FIELDS = new Set([
  "id",
  "email",
  "username",
  "name",
  "ip_address",
  "segment",
  "geo",
  "data",
  "sentry_user",
]);

/** Who was affected. `remoteAddress` stands in for `{{auto}}`; fields that we do not know go to `data`. */
export function normaliseUser(event: Source, remoteAddress: string | undefined): User | undefined {
  const source = event.child(event.nameOf("user", "sentry.interfaces.User") ?? "user");
  if (!source) return undefined;
  const user: User = {
    id: source.word("id", 128),
    email: source.word("email", 254),
    username: source.word("username", 128),
    name: source.word("name", 128),
    ip_address: readAddress(source, remoteAddress),
    segment: source.word("segment", 128),
    geo: copyTree(source, "geo", DATA),
    data: readData(source),
  };
  return Object.values(user).some((value) => value !== undefined) ? user : undefined;
}

function readAddress(source: Source, remoteAddress: string | undefined): string | undefined {
  const text = source.word("ip_address", 200);
  if (text === undefined) return undefined;
  if (text === "{{auto}}") return parseIpAddress(remoteAddress ?? "") ?? undefined;
  return parseIpAddress(text) ?? source.drop("ip_address", "Dropped: this is not an IP address.", text);
}

function readData(source: Source): JsonObject | undefined {
  const others = Object.keys(source.object).filter((key) => !OWN_FIELDS.has(key));
  const data = copyTree(source, "data", DATA);
  if (others.length === 0) return data;
  const rest = Object.fromEntries(others.map((key) => [key, source.object[key] ?? null]));
  const sent = source.get("data");
  return copyObject({ ...rest, ...(isObject(sent) ? sent : {}) }, DATA, source, "data");
}
