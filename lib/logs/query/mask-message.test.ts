import { expect, it } from "vitest";
import { maskMessage } from "./mask-message";

const write = (message: string) =>
  maskMessage(message)
    .map((part) => ("text" in part ? part.text : `<${part.mask}>`))
    .join("");

it.each([
  // Plain cases: their patterns have ids that people link to.
  ["took 12.5 ms, 3 rows", "took <num> ms, <num> rows"],
  ["took 12ms of 40%", "took <num>ms of <num>%"],
  ["GET /users/42/orders 200", "GET /users/<num>/orders <num>"],
  ["from 10.0.0.1:8080", "from <ip>:<num>"],
  ["job deadbeef12 done", "job <hex> done"],
  ["at 0xFF0a", "at <hex>"],
  ["key=5 status=ok", "key=<num> status=ok"],
  ["2026-11-23T01:02:03.5Z start", "<time> start"],
  ["id 6f1c3a52-0c1e-4f7a-9a61-0d6f3c2b1a00 gone", "id <uuid> gone"],
  ['user "ada lovelace" left', "user <str> left"],
  ["nothing here", "nothing here"],
  // A token that mixes is one place.
  ["session a1b2c3-77 ended", "session <id> ended"],
  ["req_8f3 failed", "<id> failed"],
  ["trace deadbeef12-77 ended", "trace <id> ended"],
  ["pod web-7d9f8c6b5-x2x4z is up", "pod <id> is up"],
  ["order 2026-A17/9", "order <id>/<num>"],
  ["cus_12345678abcdef paid", "<id> paid"],
  ["12-ab-34 x", "<id> x"],
])("%s", (message, pattern) => {
  expect(write(message)).toBe(pattern);
});
