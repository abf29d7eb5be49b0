import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { decodeGelf, decodeJson, decodeSyslog } from "@/lib/logs/listen/decode-messages";
import type { Decode, Decoded } from "@/lib/logs/listen/message";
import { parseRules, type RoutingRule } from "@/lib/logs/listen/route/parse-rules";
import { findRule } from "@/lib/logs/listen/route/route-sender";
import type { ListenerKind } from "@/lib/logs/listen/schemas";
import { tokenOf } from "@/lib/logs/listen/token-of";
import { levelOf } from "@/lib/logs/levels";
import { type TriedMessage, type TriedRules, triedLimit, type TryRulesInput } from "./schemas";

const decoders: Record<ListenerKind, Decode> = {
  syslog_udp: decodeSyslog,
  syslog_tcp: decodeSyslog,
  syslog_tls: decodeSyslog,
  gelf_udp: decodeGelf,
  gelf_tcp: decodeGelf,
  json_tcp: decodeJson,
  lumberjack: decodeJson,
};

const MESSAGE_LENGTH = 200;

/** A project with a key in force. */
interface Target {
  slug: string;
  name: string;
  keys: string[];
}

/**
 * What is wrong with a draft of rules, and where each message of a sample would go by it: by the same parsers and the same
 * decision as those of the listener. Stores nothing.
 */
export async function tryRules(ctx: Context, input: TryRulesInput): Promise<TriedRules> {
  authorize(ctx, "listener:write");
  const { rules, errors } = parseRules(input.rules);
  const targets = await listTargets(ctx);
  const { lines, refused } = decodeSample(input);
  return {
    errors,
    warnings: rules.filter(({ slug }) => !targets.has(slug)).map(warn),
    messages: lines.slice(0, triedLimit).map((line) => decide(line, { ...input, rules, targets })),
    refused: refused.slice(0, triedLimit).map(({ detail }) => detail),
  };
}

function warn({ line, slugColumn: column }: RoutingRule) {
  return {
    line,
    column,
    message: "no such project with a key in force; the rule is passed over",
  };
}

async function listTargets({ actor }: Context): Promise<Map<string, Target>> {
  const { rows } = await pool().query<Target>(
    `SELECT p.slug, p.name, array_agg(k.public_key) AS keys
       FROM project p
       JOIN project_key k ON k.project_id = p.id
      WHERE p.organization_id = $1 AND ($2::int[] IS NULL OR p.id = ANY($2))
        AND k.is_active AND (k.expires_at IS NULL OR k.expires_at > now())
      GROUP BY p.id`,
    [actor.organizationId, actor.projectIds],
  );
  return new Map(rows.map((row) => [row.slug, row]));
}

/** Of syslog each line that was pasted is a message, as senders over TCP have it. */
function decodeSample({ kind, sample }: TryRulesInput): Decoded {
  const arrival = BigInt(Date.now()) * 1_000_000n;
  const pieces = kind.startsWith("syslog") ? sample.split("\n") : sample.trim() === "" ? [] : [sample];
  const decoded = pieces.map((piece) => decoders[kind](Buffer.from(piece), arrival));
  return { lines: decoded.flatMap(({ lines }) => lines), refused: decoded.flatMap(({ refused }) => refused) };
}

function decide(
  { line, token: given }: Decoded["lines"][number],
  {
    rules,
    targets,
    address,
    project,
  }: { rules: RoutingRule[]; targets: Map<string, Target>; address: string; project: string | null },
): TriedMessage {
  const { service = "", message } = line;
  const host = line.host || address;
  const shown = {
    host,
    service,
    level: line.level ?? levelOf(line.severity),
    message: message.slice(0, MESSAGE_LENGTH),
  };
  const token = given ?? tokenOf(line);
  const owner = token && [...targets.values()].find(({ keys }) => keys.includes(token));
  if (owner) return { ...shown, project: nameOf(owner), by: { kind: "token" } };
  const rule = findRule({ rules, keys: keysOf(targets) }, { host, service, address });
  if (rule)
    return {
      ...shown,
      project: nameOf(targets.get(rule.slug)),
      by: { kind: "rule", line: rule.line, text: rule.text },
    };
  const fallback = project === null ? undefined : targets.get(project);
  return { ...shown, project: nameOf(fallback), by: { kind: fallback ? "listener" : "nothing" } };
}

const nameOf = (target: Target | undefined) => (target ? { slug: target.slug, name: target.name } : null);

function keysOf(targets: ReadonlyMap<string, Target>): Map<string, string> {
  return new Map([...targets].map(([slug, { keys }]) => [slug, keys[0] ?? ""]));
}
