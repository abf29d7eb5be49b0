// `npm run bench:alerts`: how long it takes from an event to the mail about it, on the production build with a real mail server,
// and whether each message comes once, while 400 new issues come at once. Thresholds are checked by the minute: two minutes go by.
import { runAlertBench } from "./bench/alerts/run-alert-bench.mjs";

console.log("Starting a production build with a mail server");
const { figures, faults } = await runAlertBench();
for (const fault of faults) console.log(`  WRONG: ${fault}`);
console.log(
  Object.entries(figures)
    .map(([name, value]) => `${name}=${value}`)
    .join(" "),
);
process.exitCode =
  faults.length > 0 ||
  figures.new_issue_s >= 15 ||
  figures.breach_s >= 90 ||
  figures.doubled + figures.lost > 0
    ? 1
    : 0;
