/** What grouping puts in place of a value that varies, and what a person calls that value. */
const KINDS: Readonly<Record<string, string>> = {
  email: "an e-mail address",
  url: "a URL",
  hostname: "a host name",
  ip: "an IP address",
  traceparent: "a trace parent",
  uuid: "a UUID",
  sha1: "a SHA-1 hash",
  md5: "an MD5 hash",
  date: "a date or time",
  duration: "a duration",
  swift_txn_id: "a Swift transaction id",
  mac: "a MAC address",
  hex: "a hexadecimal number",
  git_sha: "a Git commit",
  random_id: "a random id",
  float: "a decimal number",
  int: "a number",
  quoted_str: "a quoted text",
  bool: "true or false",
};

const LONGEST = Math.max(...Object.keys(KINDS).map((name) => name.length));

/** A piece of a text: as it stands, or a placeholder with the kind of value that it stands for. */
export type TextPiece = { text: string; kind?: string };

/** Cuts a text at its placeholders such as `<uuid>`. Joined, the pieces are the text again; one pass, linear. */
export function splitPlaceholders(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let copied = 0;
  for (let open = text.indexOf("<"); open >= 0; open = text.indexOf("<", open + 1)) {
    const near = text.slice(open + 1, open + LONGEST + 2);
    const close = near.indexOf(">");
    const name = close < 0 ? "" : near.slice(0, close);
    if (!Object.hasOwn(KINDS, name)) continue;
    if (open > copied) pieces.push({ text: text.slice(copied, open) });
    copied = open + name.length + 2;
    pieces.push({ text: text.slice(open, copied), kind: KINDS[name] });
  }
  if (copied < text.length) pieces.push({ text: text.slice(copied) });
  return pieces;
}
