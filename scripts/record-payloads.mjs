// Records what real clients send, for `lib/grouping/versions/recorded.test.ts`. How and when: e2e/payloads/README.md.
//   node scripts/record-payloads.mjs [part of a client's name …]    records into e2e/payloads/<client>/<case>.json
//   node scripts/record-payloads.mjs --expect <grouping version>     freezes what that version says; never overwrites
import { clients } from "./payloads/clients.mjs";
import { freezeExpectations } from "./payloads/freeze-expectations.mjs";
import { recordClient } from "./payloads/record-client.mjs";

const args = process.argv.slice(2);
if (args[0] === "--expect") {
  if (!args[1]) throw new Error("name the grouping version: --expect jackdaw:2026-11");
  await freezeExpectations(args[1]);
} else {
  const wanted = clients.filter(({ name }) => args.length === 0 || args.some((part) => name.includes(part)));
  if (wanted.length === 0)
    throw new Error(`no such client; there are ${clients.map(({ name }) => name).join(", ")}`);
  const missing = [];
  for (const client of wanted) missing.push(...(await recordClient(client)));
  for (const line of missing) console.log(`NOT RECORDED: ${line}`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
