const DAY_MS = 86_400_000;

/** How the page of logs asks for lines: an opened line is asked for by itself. */
const asPage = { limit: 200, fields: ["service"] };

/** What is asked of a day, by figure; a name in brackets of the last line, the others are told beside. */
const questions = [
  ["page", "search", "", ""],
  ["page", "search", "errors", "level:error"],
  ["page", "search", "a service", "service:checkout"],
  ["page", "search", "a host's warnings", "host:web-3 level:warning"],
  ["page", "search", "an attribute", "status:500"],
  ["page", "search", "a number", "duration:>850"],
  ["page", "search", "a word", "deadlock"],
  ["page", "search", "a phrase", '"connection was closed"'],
  ["page", "search", "a rare value", "user_id:12345"],
  ["page", "search", "a word that is nowhere", "xyzzyplugh"],
  ["page", "search", "a trace that is nowhere", "trace:0123456789abcdef0123456789abcdef"],
  ["page with attributes", "search", "", ""],
  ["page with attributes", "search", "a rare value", "user_id:12345"],
  ["histogram", "histogram", "", ""],
  ["histogram", "histogram", "errors", "level:error"],
  ["histogram", "histogram", "a service", "service:checkout"],
  ["histogram by scan", "histogram", "an attribute", "status:500"],
  ["histogram by scan", "histogram", "a word", "deadlock"],
  ["facets", "facets", "", ""],
  ["facets", "facets", "errors", "level:error"],
  ["facets", "facets", "a service", "service:checkout"],
  ["facets", "facets", "an attribute", "status:500"],
  ["facets", "facets", "a word", "deadlock"],
  ["facets", "facets", "a rare value", "user_id:12345"],
  ["top", "run", "route", "| top 10 route"],
  ["top", "run", "host", "| top 10 host"],
  ["timechart", "run", "by level", "| timechart count() by level"],
  ["timechart", "run", "p95 of a field", "| timechart p95(duration) by service"],
  ["stats", "run", "p95 by route", "| stats count(), p95(duration) by route"],
  ["substring", "run", "a word", "deadlock | stats count()"],
  ["substring", "run", "part of words", "*imeou* | stats count()"],
  ["substring", "run", "capitals", "DeadlockDetected | stats count()"],
  ["substring", "run", "digits", '"in 12." | stats count()'],
  ["regex", "run", "", "/took \\d{4,}\\.\\d+ ms/ | stats count()"],
  ["regex", "run", "any case", "/(?i)paymentdeclined|timeouterror/ | stats count()"],
  [
    "extract",
    "run",
    "parse",
    '| parse "Job {job} finished: {items:int} items" | stats count() by items | limit 5',
  ],
  ["extract", "run", "regex", "| extract /took (?<ms>[0-9.]+) ms/ | stats count(), avg(ms)"],
  ["patterns", "patterns", "", ""],
];
const inLastLine = ["page", "histogram", "facets", "substring"];

/** Asks each question so many times, about the last day; gives p95 (ms) of those of the last line, and says the others. */
export async function askQuestions(target, { to, rounds }) {
  const range = { from: new Date(to.getTime() - DAY_MS).toISOString(), to: to.toISOString() };
  const all = new Map();
  for (const [figure, door, name, query] of questions) {
    const more = figure === "page" ? asPage : {};
    const times = [];
    let answer;
    for (let round = 0; round < rounds; round++) {
      const since = performance.now();
      answer = await target.api("POST", `/api/v1/logs/${door}`, { query, ...range, ...more });
      times.push(performance.now() - since);
    }
    if (answer.query.errors.length > 0) throw new Error(`${query}: ${answer.query.errors[0].message}`);
    all.set(figure, [...(all.get(figure) ?? []), ...times]);
    say([figure, name].filter(Boolean).join(", "), times, describe(answer));
  }
  const first = await timeFirstBytes(target, range, rounds);
  say("first bytes of an export", first, "a word that is in few lines");
  for (const [figure, times] of all) say(`all: ${figure}`, times, "");
  return Object.fromEntries(
    inLastLine.map((figure) => [`${figure}_p95_ms`, at(all.get(figure) ?? [], 0.95).toFixed(0)]),
  );
}

/** How long until the first line of a file comes, while the search goes on. */
async function timeFirstBytes(target, range, rounds) {
  const times = [];
  const query = new URLSearchParams({ query: "DeadlockDetected", format: "ndjson", ...range });
  for (let round = 0; round < rounds; round++) {
    const since = performance.now();
    const { body } = await target.stream(`/api/v1/logs/export?${query}`);
    const reader = body.getReader();
    await reader.read();
    times.push(performance.now() - since);
    await reader.cancel();
  }
  return times;
}

function describe({ total, lines, rows, patterns }) {
  if (lines) return `${lines.length} lines`;
  if (patterns) return `${patterns.length} patterns of ${total} lines`;
  return total === undefined ? `${rows.length} rows, ${JSON.stringify(rows[0])}` : `${total} lines`;
}

function at(times, share) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function say(name, times, text) {
  const [p50, p95] = [0.5, 0.95].map((share) => at(times, share).toFixed(0).padStart(5));
  console.log(`  ${name.padEnd(34)} p50 ${p50} ms, p95 ${p95} ms  ${text}`);
}
