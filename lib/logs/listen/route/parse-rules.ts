import { BlockList, isIP } from "node:net";
import { compileGlob, type Glob, GlobError, matchGlob } from "@/lib/grouping/rules/match-glob";

/** What is known of a line's sender. */
export interface Sender {
  host?: string;
  service?: string;
  /** The address that it came from. */
  address: string;
}

/** One line of a listener's rules. */
export interface RoutingRule {
  /** The project that it names. */
  slug: string;
  matches(sender: Sender): boolean;
}

/** What is wrong with a line of rules, for a person. */
export interface RuleTrouble {
  /** From 1. */
  line: number;
  message: string;
}

const MAX_RULES = 200;

/**
 * Reads rules, one on each line: `host:<glob> -> <project>`, `service:<glob> -> …`, `address:<address or CIDR> -> …`. Case does
 * not count; empty lines and those that begin with `#` are passed over. A line that is wrong costs itself only.
 */
export function parseRules(text: string): { rules: RoutingRule[]; troubles: RuleTrouble[] } {
  const rules: RoutingRule[] = [];
  const troubles: RuleTrouble[] = [];
  text.split("\n").forEach((row, index) => {
    const rule = row.trim();
    if (rule === "" || rule.startsWith("#")) return;
    const made = rules.length < MAX_RULES ? parseRule(rule) : `there are at most ${MAX_RULES} rules`;
    if (typeof made === "string") troubles.push({ line: index + 1, message: made });
    else rules.push(made);
  });
  return { rules, troubles };
}

function parseRule(rule: string): RoutingRule | string {
  const arrow = rule.lastIndexOf("->");
  const colon = rule.indexOf(":");
  if (arrow === -1 || colon === -1 || colon > arrow) return "write `host:web-* -> project`";
  const slug = rule.slice(arrow + 2).trim();
  const subject = rule.slice(0, colon).trim().toLowerCase();
  const pattern = rule.slice(colon + 1, arrow).trim();
  if (slug === "" || pattern === "") return "write `host:web-* -> project`";
  if (subject === "address") return parseAddress(pattern, slug);
  if (subject !== "host" && subject !== "service") return "a rule begins with host:, service: or address:";
  const glob = parseGlob(pattern);
  if (typeof glob === "string") return glob;
  return { slug, matches: (sender) => matchGlob(glob, sender[subject] ?? "") };
}

function parseGlob(pattern: string): Glob | string {
  try {
    return compileGlob(pattern, { isPath: false, ignoreCase: true });
  } catch (error) {
    if (error instanceof GlobError) return error.message;
    throw error;
  }
}

function parseAddress(pattern: string, slug: string): RoutingRule | string {
  const [network = "", prefix, ...rest] = pattern.split("/");
  const version = isIP(network);
  const longest = version === 6 ? 128 : 32;
  const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (version === 0 || rest.length > 0 || !(bits <= longest))
    return "an address is written as 10.0.0.7, 10.0.0.0/8 or 2001:db8::/32";
  const list = new BlockList();
  list.addSubnet(network, bits, familyOf(version));
  return {
    slug,
    matches: ({ address }) => {
      const own = isIP(address);
      return own !== 0 && list.check(address, familyOf(own));
    },
  };
}

function familyOf(version: number): "ipv4" | "ipv6" {
  return version === 6 ? "ipv6" : "ipv4";
}
