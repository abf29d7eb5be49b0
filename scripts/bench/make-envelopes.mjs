const FRAMES = 19;
const CONTEXT_LINES = 5;

/**
 * Envelopes as @sentry/node sends them, about 15 kB each, of `kinds` different errors. `idAt` lists where the 32 digits
 * of the event id stand, so that a copy becomes another event by overwriting them.
 */
export function makeEnvelopes(kinds) {
  return Array.from({ length: kinds }, (_, kind) => makeEnvelope(kind));
}

function makeEnvelope(kind) {
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
          stacktrace: { frames: Array.from({ length: FRAMES }, (_, index) => makeFrame(kind, index)) },
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
  const first = body.indexOf(id);
  return { body, idAt: [first, body.indexOf(id, first + 32)] };
}

function makeFrame(kind, index) {
  const isOurs = index >= FRAMES - 6;
  const line = (offset) =>
    `  const value${offset} = await service.lookup(cart.items[${index}], { region, kind: ${kind} });`;
  return {
    filename: isOurs
      ? `/srv/shop/src/module${kind}/step${index}.js`
      : `/srv/shop/node_modules/framework/lib/layer${index}.js`,
    module: isOurs ? `module${kind}:step${index}` : `framework.lib:layer${index}`,
    function: isOurs ? `step${index}OfModule${kind}` : `Layer.handle${index}`,
    lineno: 40 + index,
    colno: 12,
    in_app: isOurs,
    pre_context: Array.from({ length: CONTEXT_LINES }, (_, offset) => line(offset)).slice(0, isOurs ? 5 : 2),
    context_line: line(9),
    post_context: Array.from({ length: CONTEXT_LINES }, (_, offset) => line(offset)).slice(0, isOurs ? 5 : 2),
  };
}
