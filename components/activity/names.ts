import type { People } from "@/components/workflow/queries";
import { writeMention } from "@/lib/markdown/read-token";

/** A person or a team behind an `@`; `mention` is what is written, `hint` tells those apart who are called alike. */
export type Mentionable = { mention: string; name: string; hint: string; isTeam: boolean };

/** Those whose name, address or slug holds what is typed; who begins with it first. */
export function listNames({ members, teams }: People, typed: string): Mentionable[] {
  const wanted = typed.toLowerCase();
  const called = countNames({ members, teams });
  const all: Mentionable[] = [
    ...members.map(({ name, email }) => ({
      // A name that several have means none of them alone.
      mention: (called.get(name.toLowerCase()) === 1 ? writeMention(name) : null) ?? email,
      name: name || email,
      hint: email,
      isTeam: false,
    })),
    ...teams.map(({ name, slug }) => ({ mention: slug, name, hint: slug, isTeam: true })),
  ];
  const rank = ({ name, hint }: Mentionable) => {
    const texts = [name.toLowerCase(), hint.toLowerCase()];
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return all.filter((one) => rank(one) < 2).sort((one, other) => rank(one) - rank(other));
}

/** How many would be meant by what is written. */
function countNames({ members, teams }: People): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of [
    ...members.flatMap(({ name, email }) => [...new Set([name.toLowerCase(), email.toLowerCase()])]),
    ...teams.map(({ slug }) => slug),
  ]) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Who a mention in a comment means; null when it is nobody. */
export function nameOfMention(people: People | undefined, mention: string): string | null {
  const wanted = mention.toLowerCase();
  const member = people?.members.find(
    ({ email, name }) => email.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  return member
    ? member.name || member.email
    : (people?.teams.find(({ slug }) => slug === wanted)?.name ?? null);
}
