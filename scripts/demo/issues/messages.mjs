import { person } from "../people.mjs";
import { newId, pick } from "../random.mjs";

/** A log record that became an event: a template with its parameters, and no exception. */
function record({ level, logger, message, params, release }) {
  return (random, at) => {
    const values = params(random);
    let index = 0;
    return {
      event_id: newId(),
      platform: "python",
      timestamp: new Date(at).toISOString(),
      level,
      logger,
      environment: "production",
      release,
      server_name: pick(random, ["worker-1", "worker-2"]),
      sdk: { name: "sentry.python.django", version: "2.75.0" },
      logentry: {
        message,
        params: values,
        formatted: message.replaceAll("%s", () => String(values[index++])),
      },
      user: person(random),
      extra: { pathname: `/srv/worker/${logger.replaceAll(".", "/")}.py`, thread_name: "MainThread" },
    };
  };
}

const upTo = (random, most) => 1 + Math.floor(random() * most);

export const messageIssues = [
  {
    project: "demo-worker",
    weight: 13,
    make: record({
      level: "warning",
      logger: "shop.billing.gateway",
      message: "Payment gateway took %s ms, retry %s",
      params: (random) => [upTo(random, 4000), upTo(random, 3)],
      release: "worker@1.12.0",
    }),
  },
  {
    project: "demo-api",
    weight: 10,
    make: record({
      level: "info",
      logger: "shop.feature",
      message: "Feature %s turned on for %s of the visitors",
      params: (random) => [pick(random, ["checkout-v2", "new-search"]), `${upTo(random, 90)}%`],
      release: "api@2.9.1",
    }),
  },
  {
    project: "demo-worker",
    weight: 7,
    make: record({
      level: "debug",
      logger: "shop.cache",
      message: "Cache miss for %s",
      params: (random) => [`rate:${pick(random, ["eur", "usd", "chf"])}`],
      release: "worker@1.12.0",
    }),
  },
  {
    project: "demo-api",
    weight: 3,
    make: record({
      level: "fatal",
      logger: "shop.boot",
      message: "Configuration %s is missing, the process ends",
      params: () => ["STOCK_URL"],
      release: "api@2.9.0",
    }),
  },
];
