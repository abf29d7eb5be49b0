/**
 * Log lines as applications write them: requests, queries, jobs, payments, stack traces and free text, with ids and numbers
 * of their own. The same seed gives the same lines. A line has the shape of `LogLine` (lib/logs/line.ts).
 */

const services = ["web", "api", "checkout", "billing", "search", "mailer", "worker", "auth"];
const methods = ["GET", "GET", "GET", "GET", "POST", "PUT", "DELETE"];
const routes = [
  "/",
  "/health",
  "/login",
  "/users/:id",
  "/users/:id/orders",
  "/orders/:id",
  "/orders",
  "/cart",
  "/cart/items/:id",
  "/checkout",
  "/search",
  "/products/:id",
  "/products",
  "/invoices/:id",
  "/invoices/:id/pdf",
  "/webhooks/:source",
  "/admin/reports/:name",
  "/static/:file",
  "/api/v2/events",
  "/api/v2/metrics",
];
const words =
  "the request connection was closed before upstream could answer retrying with backoff cache miss for key user session expired token refresh failed because queue is full worker took longer than expected batch of items written to index replica lag above threshold scheduling next run after cleanup removed stale entries from table lock wait timeout while updating balance customer changed plan mail bounced by remote host certificate will expire soon feature flag enabled for cohort rendering template with partial data payment provider answered slowly fallback used instead".split(
    " ",
  );
const tables = ["users", "orders", "order_items", "sessions", "invoices", "products", "audit_log"];
const errors = [
  "TimeoutError",
  "ConnectionResetError",
  "ValueError",
  "KeyError",
  "PaymentDeclined",
  "DeadlockDetected",
];
const agents = [
  "Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0",
  "curl/8.9.1",
  "okhttp/5.1.0",
  "Googlebot/2.1",
];
const MILLISECOND = 1_000_000n;

/**
 * Gives `count` lines one by one, their times spread evenly with jitter from `from` (nanoseconds) over `spanNs`. About one in
 * fourteen is a warning, one in fifty an error, one in eight debug.
 */
export function* makeLines({ count, from, spanNs, seed = 1, hosts = 12 }) {
  const random = makeRandom(seed);
  const step = spanNs / BigInt(count);
  for (let index = 0; index < count; index++) {
    const jitter = BigInt(Math.floor(random() * Number(step < 1_000_000_000n ? step : 1_000_000_000n)));
    yield makeLine(random, from + step * BigInt(index) + jitter, index, hosts);
  }
}

/** The JSON that a sender of structured logs would post for a line, about 400 bytes. */
export function toJson(line) {
  const { time, level, host, service, logger, traceId, spanId, message, attributes } = line;
  const seconds = new Date(Number(time / MILLISECOND)).toISOString().slice(0, 19);
  const timestamp = `${seconds}.${String(time % 1_000_000_000n).padStart(9, "0")}Z`;
  return JSON.stringify({
    timestamp,
    level,
    host,
    service,
    logger,
    trace_id: traceId,
    span_id: spanId,
    message,
    ...attributes,
  });
}

function makeLine(random, time, index, hosts) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const hex = (digits) => {
    let text = "";
    while (text.length < digits)
      text += Math.floor(random() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, "0");
    return text.slice(0, digits);
  };
  const whole = (below) => Math.floor(random() * below);
  const service = pick(services);
  const base = {
    time,
    host: `${service}-${1 + whole(hosts)}`,
    service,
    traceId: hex(32),
    spanId: hex(16),
  };
  const kind = random();
  if (kind < 0.55) {
    const method = pick(methods);
    const route = routes[Math.floor(random() ** 2 * routes.length)];
    const path = route.replace(/:(\w+)/g, () => String(whole(1_000_000)));
    const status = random() < 0.03 ? 500 : random() < 0.06 ? 404 : method === "POST" ? 201 : 200;
    const duration = Math.round(random() ** 4 * 900_000) / 1000;
    const [level, severity] = status === 500 ? ["error", 17] : status === 404 ? ["warn", 13] : ["info", 9];
    return {
      ...base,
      level,
      severity,
      logger: "http.access",
      message: `${method} ${path} ${status} in ${duration} ms`,
      attributes: {
        method,
        route,
        path,
        status,
        duration,
        bytes: whole(60_000),
        user_id: whole(50_000),
        "client.ip": `10.${whole(4)}.${whole(256)}.${whole(256)}`,
        user_agent: pick(agents),
        request_id: hex(20),
      },
    };
  }
  if (kind < 0.75) {
    const table = pick(tables);
    const duration = Math.round(random() ** 6 * 4_000_000) / 1000;
    const slow = duration > 1500;
    return {
      ...base,
      level: slow ? "warning" : "debug",
      severity: slow ? 13 : 5,
      logger: "db.query",
      message: `SELECT * FROM ${table} WHERE id = ${whole(9_000_000)} took ${duration} ms, ${whole(40)} rows`,
      attributes: {
        "db.table": table,
        duration,
        rows: whole(40),
        "db.pool": `pool-${whole(4)}`,
        slow,
        request_id: hex(20),
        "db.statement": `select ${hex(6)} from ${table} where id = $1 and deleted_at is null order by created_at desc limit 50`,
      },
    };
  }
  if (kind < 0.88) {
    return {
      ...base,
      level: "INFO",
      severity: 9,
      logger: `jobs.${pick(tables)}`,
      message: `Job ${hex(8)} finished: ${whole(5000)} items in ${whole(90)} s`,
      attributes: {
        "job.id": hex(8),
        "job.queue": pick(["default", "mail", "reports"]),
        attempt: 1 + whole(3),
        items: whole(5000),
        tags: [pick(words), pick(words)],
        retried: random() < 0.1,
        "k8s.pod": `${service}-${hex(5)}`,
        "k8s.namespace": "production",
        version: `2026.${whole(12)}.${whole(30)}`,
      },
    };
  }
  if (kind < 0.98) {
    const text = Array.from({ length: 8 + whole(22) }, () => pick(words)).join(" ");
    return {
      ...base,
      level: random() < 0.2 ? "warn" : "info",
      severity: random() < 0.2 ? 13 : 9,
      logger: `app.${pick(words)}`,
      message: `${text} (${hex(6)})`,
      attributes: {
        customer: `cus_${hex(14)}`,
        amount: whole(100_000) / 100,
        currency: pick(["EUR", "USD", "CZK"]),
        sequence: index,
        region: pick(["eu-1", "eu-2", "us-1"]),
        "k8s.namespace": "production",
      },
    };
  }
  const type = pick(errors);
  const frames = Array.from(
    { length: 4 + whole(8) },
    () => `  File "/srv/app/${pick(words)}/${pick(words)}.py", line ${whole(900)}, in ${pick(words)}`,
  );
  return {
    ...base,
    level: "ERROR",
    severity: 17,
    logger: "app.errors",
    message: `Unhandled ${type} in ${pick(words)}\nTraceback (most recent call last):\n${frames.join("\n")}\n${type}: ${pick(words)} ${whole(1000)}`,
    attributes: {
      "exception.type": type,
      request_id: hex(20),
      user_id: whole(50_000),
      release: `2026.${whole(12)}.${whole(30)}`,
    },
  };
}

/** mulberry32: small, quick and the same everywhere. */
function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
