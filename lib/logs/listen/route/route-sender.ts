import type { RoutingRule, Sender } from "./parse-rules";

/** Where the lines of a listener go that carry no token of their own. */
export interface Route {
  /** The first that matches counts. */
  rules: readonly RoutingRule[];
  /** The key of a project by its slug. */
  keys: ReadonlyMap<string, string>;
  /** The key of the listener's own project. */
  fallback?: string;
}

/**
 * The key that a sender without a token writes with: by the first rule that matches and whose project has a key, else the
 * listener's own. Undefined means that its lines are refused.
 */
export function routeSender(route: Route, sender: Sender): string | undefined {
  const rule = findRule(route, sender);
  return rule ? route.keys.get(rule.slug) : route.fallback;
}

/** The rule that decides about a sender: the first that matches, of those whose project has a key. */
export function findRule({ rules, keys }: Omit<Route, "fallback">, sender: Sender): RoutingRule | undefined {
  return rules.find((rule) => keys.has(rule.slug) && rule.matches(sender));
}
