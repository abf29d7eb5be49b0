/** Syslog's facilities by number (RFC 5424, table 1), in the words of `syslog.conf`. */
const FACILITIES = [
  ..."kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock".split(" "),
  ...Array.from({ length: 8 }, (_, index) => `local${index}`),
];

/** Syslog's severities by number, in the words of `syslog.conf`. */
const SEVERITIES = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

/** What the number in front of a line says. */
export interface Priority {
  facility: string;
  /** The severity as a word; `readLevel` knows it. */
  level: string;
  /** Where the line goes on. */
  end: number;
}

/** Reads `<0>` to `<191>`; undefined when nothing of the kind stands at that place. */
export function readPriority(text: string, from = 0): Priority | undefined {
  if (text.charCodeAt(from) !== 0x3c) return undefined;
  let number = 0;
  let at = from + 1;
  for (; at < from + 4; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    number = number * 10 + digit;
  }
  if (at === from + 1 || text.charCodeAt(at) !== 0x3e) return undefined;
  const facility = FACILITIES[number >> 3];
  const level = SEVERITIES[number & 7];
  return facility && level ? { facility, level, end: at + 1 } : undefined;
}
