import { adviseName } from "@/lib/grouping/rules/suggest-name";
import type { KnownOwners } from "./find-known-owners";
import { type WrittenOwner, writeOwner } from "./owner";
import type { LineNote } from "./schemas";

/** What there is to say about owners whom nobody knows; the lines hold all the same. */
export function noteUnknownOwners(
  rules: readonly { line: number; owners: readonly WrittenOwner[] }[],
  known: KnownOwners,
): LineNote[] {
  return rules.flatMap(({ line, owners }) =>
    owners.flatMap((owner) => {
      const written = writeOwner(owner);
      return known.has(written)
        ? []
        : [{ line, column: owner.column, message: describe(owner, written, known) }];
    }),
  );
}

function describe(owner: WrittenOwner, written: string, known: KnownOwners): string {
  const kind = owner.type === "team" ? "team" : "person";
  const others = [...known.keys()].filter((name) => name.startsWith("#") === (owner.type === "team"));
  const advice = adviseName(written, others);
  const hint = advice.startsWith("did you mean") ? `; ${advice}` : "";
  return `no ${kind} who sees this project is \`${written}\`${hint}`;
}
