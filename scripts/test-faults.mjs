// `npm run test:faults`: what is acknowledged is stored, once, and counted, whatever is killed meanwhile. `--short` is the
// form of `npm test`; `--variants` breaks the server on purpose and wants every check to notice. Names of scenarios or
// variants narrow it down. Exits non-zero unless lost, doubled and drift are 0.
import { parseArgs } from "node:util";
import { runFaults, summary } from "./faults/run-faults.mjs";

const { values, positionals } = parseArgs({
  options: { short: { type: "boolean" }, variants: { type: "boolean" } },
  allowPositionals: true,
});
const form = values.variants ? "variants" : values.short ? "short" : "long";
const { passed, failed, sums } = await runFaults({ form, only: positionals });
console.log(`${passed} passed, ${failed} failed`);
console.log(summary(sums));
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
