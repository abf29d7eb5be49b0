import { readdirSync, readFileSync } from "node:fs";

const FRAMES = 19;
const OURS = 6;
/** Lines around the one that threw, before and after. */
const AROUND = 5;
/** Stands where every event of a run is to be another error. */
const NAME = "abcdefghijklmnop";

/**
 * Envelopes as @sentry/node sends them, about 15 kB each, of `kinds` different errors; source lines are real ones. `idAt`
 * lists where the 32 digits of the event id stand, so that a copy becomes another event by overwriting them, and
 * `nameAt` where 16 letters of a function's name do, so that it becomes another error.
 */
export function makeEnvelopes(kinds) {
  const lines = readSource();
  return Array.from({ length: kinds }, (_, kind) => makeEnvelope(kind, lines));
}

/** Source code as there is in any project: our own. */
function readSource() {
  const folder = new URL("../", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".mjs"))
    .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"));
}

function makeEnvelope(kind, lines) {
  const id = "0".repeat(32);
  const event = JSON.stringify({
    event_id: id,
    timestamp: Date.now() / 1000,
    platform: "node",
    level: "error",
    environment: "production",
    release: "shop@4.18.0",
    server_name: "web-1",
    sdk: {
      name: "sentry.javascript.node",
      version: "11.12.0",
      integrations: ["Http", "OnUncaughtException"],
    },
    contexts: {
      runtime: { name: "node", version: "v20.20.2" },
      os: { name: "Linux", version: "6.1" },
      trace: { trace_id: "7d3fa1c2".repeat(4), span_id: "7d3fa1c27d3fa1c2" },
    },
    tags: { region: kind % 2 ? "eu" : "us", tier: "gold" },
    user: { id: String(kind % 500) },
    request: {
      method: "POST",
      url: "https://shop.example.com/checkout/cart",
      headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0", accept: "text/html" },
    },
    breadcrumbs: Array.from({ length: 12 }, (_, index) => ({
      timestamp: Date.now() / 1000 - index,
      category: "http",
      message: `GET /api/cart/${index}`,
      data: { status_code: 200 },
    })),
    exception: {
      values: [
        {
          type: "TypeError",
          value: `Cannot read properties of undefined (reading 'field${kind}')`,
          mechanism: { type: "onuncaughtexception", handled: false },
          stacktrace: { frames: Array.from({ length: FRAMES }, (_, index) => makeFrame(kind, index, lines)) },
        },
      ],
    },
  });
  const header = JSON.stringify({
    event_id: id,
    sent_at: new Date().toISOString(),
    sdk: { name: "sentry.javascript.node", version: "11.12.0" },
  });
  const body = Buffer.from(`${header}\n${JSON.stringify({ type: "event" })}\n${event}`);
  return { body, idAt: findAll(body, id), nameAt: findAll(body, NAME) };
}

function findAll(body, text) {
  const found = [];
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) found.push(at);
  return found;
}

function makeFrame(kind, index, lines) {
  const isOurs = index >= FRAMES - OURS;
  const isLast = index === FRAMES - 1;
  const at = (offset) => lines[(kind * 37 + index * 23 + offset + lines.length) % lines.length];
  const around = Array.from({ length: AROUND }, (_, offset) => offset);
  return {
    filename: isOurs
      ? `/srv/shop/src/module${kind}/step${index}.js`
      : `/srv/shop/node_modules/framework/lib/layer${index}.js`,
    module: isOurs ? `module${kind}:step${index}` : `framework.lib:layer${index}`,
    function: isOurs ? `step${index}OfModule${kind}${isLast ? NAME : ""}` : `Layer.handle${index}`,
    lineno: 40 + index,
    colno: 12,
    in_app: isOurs,
    pre_context: around.map(at),
    context_line: at(AROUND),
    post_context: around.map((offset) => at(AROUND + 1 + offset)),
  };
}
