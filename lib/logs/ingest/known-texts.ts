import { cleanText, cutText } from "@/lib/protocol/normalise/clean-text";

const MAX_REMEMBERED = 5_000;
const MAX_LENGTH = 300;

/** A text that many lines have in common. */
export interface KnownText {
  text: string;
  json: string;
}

/** Cleans, cuts and quotes texts of which there are few: hosts, services, levels. Each is looked at once. */
export function openKnownTexts(maxLength: number): (sent: string) => KnownText {
  const known = new Map<string, KnownText>();
  return (sent) => {
    const found = known.get(sent);
    if (found) return found;
    const text = cutText(cleanText(sent), maxLength);
    const made = { text, json: JSON.stringify(text) };
    if (sent.length > MAX_LENGTH) return made;
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(sent, made);
    return made;
  };
}
