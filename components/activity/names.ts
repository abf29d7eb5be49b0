import type { People } from "@/components/workflow/queries";

/** A person or a team behind an `@`; `mention` is what is written. */
export type Mentionable = { mention: string; name: string; isTeam: boolean };

/** Those whose name, address or slug holds what is typed; who begins with it first. */
export function listNames({ members, teams }: People, typed: string): Mentionable[] {
  const wanted = typed.toLowerCase();
  const all: Mentionable[] = [
    ...members.map(({ name, email }) => ({ mention: email, name: name || email, isTeam: false })),
    ...teams.map(({ name, slug }) => ({ mention: slug, name, isTeam: true })),
  ];
  const rank = ({ name, mention }: Mentionable) => {
    const texts = [name.toLowerCase(), mention.toLowerCase()];
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return all.filter((one) => rank(one) < 2).sort((one, other) => rank(one) - rank(other));
}

/** Who a mention in a comment means; null when it is nobody. */
export function nameOfMention(people: People | undefined, mention: string): string | null {
  const wanted = mention.toLowerCase();
  // A name of one word can be written as it is.
  const member = people?.members.find(
    ({ email, name }) => email.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  return member
    ? member.name || member.email
    : (people?.teams.find(({ slug }) => slug === wanted)?.name ?? null);
}
