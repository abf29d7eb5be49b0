const EVENTS = 45;
const WARM_ROUNDS = 200;
const ROUNDS = 400;
const REPEATS = 25;

/**
 * Events per second of CPU time in the middle one of the rounds. A round is short, as a batch is that was just read. Each
 * event differs from all others: nothing that is remembered of whole stacks helps, only what is known of functions that
 * stand in many of them.
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
  const sorted = rates.toSorted((a, b) => a - b);
  const [least, middle, most] = [0, Math.floor(ROUNDS / 2), ROUNDS - 1].map((at) => sorted[at]);
  console.log(
    `typical events: ${least.toFixed(0)} to ${most.toFixed(0)} /s, in the middle ${middle.toFixed(0)}`,
  );
  return middle;
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
