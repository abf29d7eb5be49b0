// `npm run bench:logs`: how many log lines a second the production build takes by HTTP, what room they need when they are
// sealed, and how long questions about a day of them take. LINES (10,000,000 over 7 days, in 3 projects) makes it shorter:
// of fewer lines there are fewer days, so that a day has as many. ROUNDS is how often each question is asked.
import { openLogTarget } from "./bench/logs/open-log-target.mjs";
import { runLogBench } from "./bench/logs/run-log-bench.mjs";

const FULL_LINES = 10_000_000;
const FULL_DAYS = 7;
const lines = Number(process.env.LINES ?? FULL_LINES);
const options = {
  lines,
  days: Math.max(1, Math.round((FULL_DAYS * lines) / FULL_LINES)),
  rounds: Number(process.env.ROUNDS ?? 20),
};

console.log("Starting a production build with a data folder of its own");
const target = await openLogTarget();
let result;
try {
  result = await runLogBench(target, options);
} finally {
  await target.close();
}
console.log(
  Object.entries(result.figures)
    .map(([name, value]) => `${name}=${value}`)
    .join(" "),
);
process.exitCode = result.isLost ? 1 : 0;
