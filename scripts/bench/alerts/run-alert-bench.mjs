import { setTimeout as sleep } from "node:timers/promises";
import { openAlertTarget } from "./open-alert-target.mjs";

const STORM = 400;
/** Issues that are told each by itself within a throttle; what is more goes together (lib/alerts/judge/plan-telling). */
const AT_ONCE = 10;
const LONGEST_MS = 60_000;
const BREACH_MS = 150_000;

/**
 * New issues one after another, then thresholds over events and lines that are crossed and left, and meanwhile a storm of new
 * issues. Answers the figures, and what of the rest was not as it should be.
 */
export async function runAlertBench() {
  const target = await openAlertTarget();
  try {
    return await run(target);
  } finally {
    await target.close();
  }
}

async function run(target) {
  const faults = [];
  const late = [];
  const isNew = { kind: "issue", triggers: ["new"] };
  const singles = await target.watch("Singles", isNew, { minutes: 1 });
  const storm = await target.watch("Storm", isNew, { minutes: 1 });
  const threshold = { kind: "threshold", measure: { kind: "count" }, windowMinutes: 1, critical: 10 };
  const watched = [
    await target.watch("Errors", { ...threshold, dataset: "events", query: "level:error" }),
    await target.watch("Lines", { ...threshold, dataset: "logs", query: "level:error" }),
    await target.watch("Words", { ...threshold, dataset: "logs", query: "refused" }),
  ];

  const seconds = [];
  const time = async (n) => {
    const mark = `single-${n}-end`;
    const begun = Date.now();
    await target.send(singles, fail(`Single${n}Error`, mark));
    const mail = await target.wait(() => mentions(target, mark), LONGEST_MS);
    if (mail) seconds.push((mail.at - begun) / 1000);
    else late.push(mark);
  };
  for (let n = 1; n < AT_ONCE; n++) await time(n);
  say("new issue", `${AT_ONCE - 1} one after another: ${inWords(seconds)}`);

  // What is over the threshold must not lie in two minutes.
  await sleep(Math.max(0, 62_000 - (Date.now() % 60_000)) % 60_000);
  const crossed = Date.now();
  await Promise.all(
    Array.from({ length: 30 }, () => target.send(watched[0], fail("BreachError", "crossed"))),
  );
  const lines = Array.from({ length: 30 }, (_, n) => ({
    level: "error",
    message: `connection ${n} refused`,
  }));
  await target.sendLines(watched[1], lines);
  await target.sendLines(watched[2], lines);

  const begun = Date.now();
  for (let n = 0; n < STORM; n += 20) {
    const some = Array.from({ length: 20 }, (_, place) => `storm-${n + place}-end`);
    await Promise.all(some.map((mark, place) => target.send(storm, fail(`Storm${n + place}Error`, mark))));
  }
  say("storm", `${STORM} new issues in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  await time(AT_ONCE);
  say("beside it", `a new issue of another project: ${seconds.at(-1)?.toFixed(1)} s`);

  const breaches = [];
  for (const { slug, rule } of watched) {
    const told = await target.wait(
      () => target.posts.find(({ body }) => isOf(body, rule, "firing")),
      BREACH_MS,
    );
    const mail = await target.wait(() => firingMail(target, rule, "firing"), BREACH_MS);
    if (told && mail) breaches.push((mail.at - crossed) / 1000);
    else late.push(`breach of ${slug}`);
  }
  say("breach", `after the last event of it: ${inWords(breaches)}`);
  const over = [];
  for (const { slug, rule } of watched) {
    const mail = await target.wait(() => firingMail(target, rule, "resolved"), BREACH_MS);
    if (mail) over.push((mail.at - crossed) / 1000);
    else late.push(`end of ${slug}`);
  }
  say("over", inWords(over));

  const stormy = await target.wait(async () => {
    const found = (await target.mails()).filter(({ text }) => text.includes(storm.rule));
    return found.length > AT_ONCE ? found : undefined;
  }, BREACH_MS);
  const told = stormy ?? [];
  // A message that waits for the next moment takes those along that come meanwhile: the mails together tell of all.
  const messages = told.reduce((sum, { subject }) => sum + messagesOf(subject), 0);
  say("digest", `${told.length} mails for ${STORM} issues; the last: ${told.at(-1)?.subject ?? "none"}`);
  const posted = target.posts.flatMap(({ body }) => issuesOf(body, storm.rule));
  if (told.length > AT_ONCE + 1) faults.push(`${told.length} mails of the storm, more than ${AT_ONCE + 1}`);
  if (messages !== STORM) faults.push(`the mails tell of ${messages} issues of ${STORM}`);
  if (new Set(posted).size !== STORM)
    faults.push(`webhooks told of ${new Set(posted).size} issues of ${STORM}`);

  for (const { slug, condition } of watched) {
    const replayed = await target.api("POST", "/api/v1/alerts/backtest", {
      projects: [slug],
      condition,
      days: 1,
    });
    say("back-test", `${slug}: ${replayed.firings.length} firing, ${replayed.messages} messages`);
    if (replayed.firings.length !== 1 || replayed.messages !== 2)
      faults.push(
        `the back-test of ${slug}: ${replayed.firings.length} firings, ${replayed.messages} messages`,
      );
  }

  const mails = await target.mails();
  const twice = [mails, target.posts].map((all) => all.length - new Set(all.map(({ id }) => id)).size);
  const postedTwice = posted.length - new Set(posted).size;
  const deliveries = await target.api("GET", "/api/v1/deliveries?state=failed");
  return {
    faults: [...faults, ...late.map((what) => `never told: ${what}`)],
    figures: {
      new_issue_s: worst(seconds),
      breach_s: worst(breaches),
      doubled: twice[0] + twice[1] + postedTwice,
      lost: late.length + (STORM - new Set(posted).size) + deliveries.rows.length,
    },
  };
}

function fail(type, value) {
  const frames = [{ function: type, filename: `/srv/shop/${type}.js`, lineno: 7, in_app: true }];
  return { exception: { values: [{ type, value, stacktrace: { frames } }] } };
}

/** "384 messages of Storm: …" stands for so many, any other mail for one. */
function messagesOf(subject) {
  return Number(/^([\d,]+) messages of /.exec(subject)?.[1]?.replaceAll(",", "") ?? 1);
}

async function mentions(target, mark) {
  return (await target.mails()).find(({ text }) => text.includes(mark));
}

async function firingMail(target, rule, kind) {
  const words = kind === "firing" ? "is firing" : "is well again";
  return (await target.mails()).find(({ subject, text }) => subject.includes(words) && text.includes(rule));
}

function isOf(body, rule, kind) {
  return body.notifications.some((one) => one.kind === kind && one.rule?.id === rule);
}

function issuesOf(body, rule) {
  return body.notifications
    .filter((one) => one.kind === "issue" && one.rule?.id === rule)
    .map(({ issue }) => issue.shortId);
}

function worst(seconds) {
  return seconds.length === 0 ? Number.POSITIVE_INFINITY : Number(Math.max(...seconds).toFixed(1));
}

function inWords(seconds) {
  const sorted = seconds.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return `middle ${middle?.toFixed(1) ?? "–"} s, worst ${worst(seconds)} s`;
}

function say(name, text) {
  console.log(`  ${name.padEnd(10)} ${text}`);
}
