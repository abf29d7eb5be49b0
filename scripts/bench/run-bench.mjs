const ROUNDS = 2;
const WARM_SECONDS = 8;
const SHARE_OF_MAXIMUM = 0.7;

/**
 * Floor, known errors and new errors in turns, so that a busy minute of the machine falls on all of them; then known
 * errors at 70 % of what was reached. Events count as lost when they were accepted and do not show in the list.
 */
export async function runBench(target, { seconds, connections, kinds }) {
  const share = { connections, kinds, seconds: seconds / ROUNDS };
  const warm = { ...share, seconds: WARM_SECONDS };
  const runs = { floor: [], known: [], distinct: [] };
  let accepted = 0;
  const send = async (options) => {
    const result = await target.load(options);
    accepted += result.latenciesMs.length;
    return result;
  };
  await target.loadFloor(warm);
  await send(warm);
  for (let round = 1; round <= ROUNDS; round++) {
    console.log(
      `Round ${round} of ${ROUNDS}: ${share.seconds} s each, ${connections} connections, ${kinds} different errors`,
    );
    runs.floor.push(say("floor", await target.loadFloor(share)));
    runs.known.push(say("known errors", await send(share)));
    runs.distinct.push(say("new errors", await send({ ...share, isDistinct: true })));
  }
  const [floor, known, distinct] = [runs.floor, runs.known, runs.distinct].map(addUp);
  const rate = Math.floor(SHARE_OF_MAXIMUM * known.perSecond);
  console.log(`At ${rate} events a second for ${seconds} s`);
  const steady = addUp([say("steady", await send({ ...share, seconds, rate }))]);
  const memory = target.memory();
  for (const [name, bytes] of Object.entries(memory))
    console.log(`  memory        ${(bytes / 1e6).toFixed(0).padStart(4)} MB ${name}`);
  const visible = await target.countVisible(accepted);
  console.log(`  counted       ${visible} of ${accepted} accepted events`);
  return {
    isLost: visible !== accepted || accepted === 0,
    figures: {
      events_per_s: known.perSecond.toFixed(0),
      p50_ms: known.at(0.5),
      p99_ms: known.at(0.99),
      p99_at_70_ms: steady.at(0.99),
      rss_mb: megabytes(memory),
      visible: (visible / accepted).toFixed(3),
      floor_per_s: floor.perSecond.toFixed(0),
      distinct_per_s: distinct.perSecond.toFixed(0),
      floor_ratio: (known.perSecond / floor.perSecond).toFixed(2),
      distinct_ratio: (distinct.perSecond / floor.perSecond).toFixed(2),
    },
  };
}

/** All processes together. */
export function megabytes(memory) {
  return (Object.values(memory).reduce((sum, bytes) => sum + bytes, 0) / 1e6).toFixed(0);
}

function say(name, result) {
  const { perSecond, at } = addUp([result]);
  console.log(
    `  ${name.padEnd(13)} ${perSecond.toFixed(0).padStart(5)} /s  p50 ${at(0.5)} ms, p99 ${at(0.99)} ms  ` +
      `${JSON.stringify(result.statuses)}, ${(result.bytes / 1000).toFixed(1)} kB each`,
  );
  return result;
}

/** Several runs as one: accepted events per second, and the latency (ms) below which a share of them stayed. */
function addUp(results) {
  const latencies = results.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  const seconds = results.reduce((sum, { elapsedSeconds }) => sum + elapsedSeconds, 0);
  return {
    perSecond: latencies.length / seconds,
    at: (share) => (latencies[Math.floor(latencies.length * share)] ?? Number.NaN).toFixed(0),
  };
}
