const EVENTS = 2_000;
const WARM_ROUNDS = 4;
const ROUNDS = 12;
const REPEATS = 25;

/**
 * Events per second of CPU time in the best of the rounds: whatever else the machine does only makes a round slower, also
 * in CPU time, where cores and caches are shared. Each round groups events that were never seen before, so that nothing
 * that is remembered of a stack helps.
 */
export function measureRate({ groupEvent, normaliseEvent }, makeEvents) {
  const rates = [];
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
    const events = normalise(makeEvents(EVENTS, round), normaliseEvent);
    const ms = measure(() => {
      for (const event of events) groupEvent(event);
    });
    if (round >= WARM_ROUNDS) rates.push((EVENTS / ms) * 1000);
  }
  console.log(`typical events: ${rates.map((rate) => rate.toFixed(0)).join(" ")} /s`);
  return Math.max(...rates);
}

/** Milliseconds of CPU time of the slowest of the events, each as the best of fresh copies. */
export function measureWorst({ groupEvent, normaliseEvent }, hard) {
  let worst = 0;
  for (const [name, raw] of hard) {
    const copies = normalise(
      Array.from({ length: REPEATS }, () => structuredClone(raw)),
      normaliseEvent,
    );
    const ms = Math.min(...copies.map((event) => measure(() => groupEvent(event))));
    if (ms > 1) console.log(`${name}: ${ms.toFixed(2)} ms`);
    worst = Math.max(worst, ms);
  }
  return worst;
}

function normalise(raw, normaliseEvent) {
  const receivedAt = new Date();
  return raw.map((one) => normaliseEvent(JSON.parse(JSON.stringify(one)), { receivedAt }));
}

function measure(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
