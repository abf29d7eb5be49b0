import { BlockList, isIP } from "node:net";
import type { LineReader } from "@/lib/grouping/rules/line-reader";
import { compileGlob } from "@/lib/grouping/rules/compile-glob";
import { GlobError } from "@/lib/grouping/rules/glob";
import { matchGlob } from "@/lib/grouping/rules/match-glob";
import { type ParsedRules, parseLines } from "@/lib/grouping/rules/parse-lines";
import { LineError } from "@/lib/grouping/rules/rule-error";

/** What is known of a line's sender. */
export interface Sender {
  host?: string;
  service?: string;
  /** The address that it came from. */
  address: string;
}

/** One line of a listener's rules. */
export interface RoutingRule {
  /** From 1. */
  line: number;
  /** As it is written. */
  text: string;
  /** The project that it names, and where that name stands in its line, from 1. */
  slug: string;
  slugColumn: number;
  matches(sender: Sender): boolean;
}

const FORM = "write `host:web-* -> project`, or begin with `service:` or `address:`";

/**
 * Reads rules, one on each line: `host:<glob> -> <project>`, `service:<glob> -> …`, `address:<address or CIDR> -> …`. Case does
 * not count; empty lines and what follows a `#` are passed over. A line that is wrong costs itself only.
 */
export function parseRules(text: string): ParsedRules<RoutingRule> {
  return parseLines(text, readRule, (rule, place) => ({ ...rule, ...place }));
}

function readRule(reader: LineReader): RoutingRule {
  const start = reader.at;
  const subject = reader.readName().toLowerCase();
  if (!reader.take(":") || !isSubject(subject)) throw new LineError(start, FORM);
  reader.skipSpace();
  const at = reader.at;
  const arrow = reader.text.indexOf("->", at);
  if (arrow === -1) throw new LineError(reader.text.trimEnd().length, "say where to: `-> project`");
  const pattern = reader.text.slice(at, arrow).trimEnd();
  if (pattern === "") throw new LineError(at, `say which after \`${subject}:\``);
  const matches = subject === "address" ? readAddress(pattern, at) : readGlob(pattern, at, subject);
  reader.at = arrow + 2;
  reader.skipSpace();
  const slugAt = reader.at;
  const slug = reader.readName().toLowerCase();
  if (slug === "") throw new LineError(slugAt, "name a project after `->`");
  if (!reader.isDone()) throw new LineError(reader.at, "nothing may follow the project's name");
  return { line: 0, text: "", slug, slugColumn: slugAt + 1, matches };
}

function isSubject(word: string): word is "host" | "service" | "address" {
  return word === "host" || word === "service" || word === "address";
}

function readGlob(pattern: string, at: number, subject: "host" | "service"): RoutingRule["matches"] {
  try {
    const glob = compileGlob(pattern, { isPath: false, ignoreCase: true });
    return (sender) => matchGlob(glob, sender[subject] ?? "");
  } catch (error) {
    if (error instanceof GlobError) throw new LineError(at + error.at, error.message);
    throw error;
  }
}

function readAddress(pattern: string, at: number): RoutingRule["matches"] {
  const [network = "", prefix, ...rest] = pattern.split("/");
  const version = isIP(network);
  const longest = version === 6 ? 128 : 32;
  const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (version === 0 || rest.length > 0 || !(bits <= longest))
    throw new LineError(at, "an address is written as `10.0.0.7`, `10.0.0.0/8` or `2001:db8::/32`");
  const list = new BlockList();
  list.addSubnet(network, bits, familyOf(version));
  return ({ address }) => {
    const own = isIP(address);
    return own !== 0 && list.check(address, familyOf(own));
  };
}

function familyOf(version: number): "ipv4" | "ipv6" {
  return version === 6 ? "ipv6" : "ipv4";
}
