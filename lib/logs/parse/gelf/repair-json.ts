/**
 * JSON as Graylog's decoder takes it made JSON as everybody takes it: commas before a closing bracket go, and control
 * characters inside of strings are escaped. One pass; anything else that is wrong stays wrong.
 */
export function repairJson(text: string): string {
  let repaired = "";
  let done = 0;
  let isInside = false;
  let comma = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInside) {
      if (code === QUOTE) isInside = false;
      else if (code === BACKSLASH) at++;
      else if (code < SPACE) {
        repaired += `${text.slice(done, at)}\\u${code.toString(16).padStart(4, "0")}`;
        done = at + 1;
      }
    } else if (code === COMMA) {
      comma = at;
    } else if (code > SPACE) {
      if (comma !== -1 && (code === CLOSING_BRACE || code === CLOSING_BRACKET)) {
        repaired += text.slice(done, comma);
        done = comma + 1;
      }
      comma = -1;
      isInside = code === QUOTE;
    }
  }
  return repaired + text.slice(done);
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const CLOSING_BRACE = 0x7d;
