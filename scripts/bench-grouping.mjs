// `npm run bench:grouping`: how many typical events one core groups in a second, and how long the worst of the big and the
// malicious ones takes. Times are CPU time of this process, the collector included, because other work on the machine
// must not count.
import { bundleGrouping } from "./bench/grouping/bundle-grouping.mjs";
import { makeHardEvents } from "./bench/grouping/make-hard-events.mjs";
import { makeTypicalEvents } from "./bench/grouping/make-typical-events.mjs";
import { measureRate, measureWorst } from "./bench/grouping/measure.mjs";

const grouping = await bundleGrouping();
try {
  const rate = measureRate(grouping, makeTypicalEvents);
  const worst = measureWorst(grouping, makeHardEvents());
  console.log(`events_per_s=${rate.toFixed(0)} worst_ms=${worst.toFixed(2)}`);
} finally {
  grouping.remove();
}
