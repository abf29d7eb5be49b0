// `npm run bench:ingest`: how many events a second the production build takes beside a bare floor (bench/floor-server),
// how long answers take at 70 % of that, and whether each accepted event is counted. `-- --soak` runs 10 minutes at 200
// events a second instead and watches the memory. SECONDS, CONNECTIONS and KINDS change the load.
import { runBench } from "./bench/run-bench.mjs";
import { runSoak } from "./bench/run-soak.mjs";
import { openTarget } from "./bench/open-target.mjs";

const options = {
  seconds: Number(process.env.SECONDS ?? 12),
  connections: Number(process.env.CONNECTIONS ?? 128),
  kinds: Number(process.env.KINDS ?? 50),
};

console.log("Starting a production build with a data folder of its own");
const target = await openTarget();
let result;
try {
  result = await (process.argv.includes("--soak") ? runSoak : runBench)(target, options);
} finally {
  await target.close();
}
console.log(
  Object.entries(result.figures)
    .map(([name, value]) => `${name}=${value}`)
    .join(" "),
);
process.exitCode = result.isLost ? 1 : 0;
