/** A text in double quotes as JSON has it; the same in JavaScript, Python, Go, C# and YAML. */
export function quoteJson(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A text in single quotes for Ruby and PHP, in which nothing else is replaced. */
export function quoteSingle(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** Text inside an element or an attribute of Logback's XML; its variables (`${…}`) and patterns (`%…`) stay as they are written. */
export function escapeLogback(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("%", "\\%")
    .replaceAll("$", "\\$")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", " ");
}

/** A text in double quotes for rsyslog and syslog-ng, where no template is read. */
export function quoteSyslog(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
