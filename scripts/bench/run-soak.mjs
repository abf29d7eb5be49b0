import { megabytes } from "./run-bench.mjs";

const MINUTES = Number(process.env.MINUTES ?? 10);
const RATE = 200;

/** Ten minutes at 200 events a second: the memory of all processes together, minute by minute, after a first one. */
export async function runSoak(target, { connections, kinds }) {
  let accepted = 0;
  const minute = async () => {
    const result = await target.load({ connections, kinds, seconds: 60, rate: RATE });
    accepted += result.latenciesMs.length;
    const at99 = result.latenciesMs[Math.floor(result.latenciesMs.length * 0.99)];
    const rss = Number(megabytes(target.memory()));
    console.log(`  ${rss} MB, p99 ${at99?.toFixed(0)} ms, ${JSON.stringify(result.statuses)}`);
    return rss;
  };
  console.log(`${MINUTES} minutes at ${RATE} events a second, after one to warm up`);
  await minute();
  const sizes = [];
  for (let passed = 0; passed < MINUTES; passed++) sizes.push(await minute());
  const visible = await target.countVisible(accepted);
  return {
    isLost: visible !== accepted,
    figures: {
      soak_minutes: MINUTES,
      rss_first_mb: sizes[0],
      rss_last_mb: sizes.at(-1),
      rss_max_mb: Math.max(...sizes),
      accepted,
      visible: (visible / accepted).toFixed(3),
    },
  };
}
