import { frames, sourceContext } from "../frames.mjs";
import { person } from "../people.mjs";
import { newId, pick } from "../random.mjs";

const releases = ["worker@1.12.0", "worker@1.12.0", "worker@1.11.3"];

/** An event as sentry-sdk for Python sends it: a chain of exceptions, oldest first, with local variables. */
function report({ chain, transaction, level = "error", handled = false }) {
  return (random, at) => ({
    event_id: newId(),
    platform: "python",
    timestamp: new Date(at).toISOString(),
    level,
    environment: pick(random, ["production", "production", "staging"]),
    release: pick(random, releases),
    server_name: pick(random, ["worker-1", "worker-2"]),
    transaction,
    sdk: {
      name: "sentry.python.celery",
      version: "2.75.0",
      integrations: ["celery", "django", "logging", "redis"],
      packages: [{ name: "pypi:sentry-sdk", version: "2.75.0" }],
    },
    modules: { celery: "5.5.3", django: "5.2.7", psycopg: "3.2.11", redis: "6.4.0" },
    exception: { values: chain.map((link, index) => exceptionOf(link, index < chain.length - 1 || handled)) },
    user: person(random),
    tags: { "celery.task_name": transaction, queue: pick(random, ["default", "mail", "billing"]) },
    extra: {
      "sys.argv": ["/srv/worker/bin/celery", "-A", "shop", "worker"],
      "celery-job": { task_name: transaction, retries: Math.floor(random() * 3) },
    },
    contexts: {
      runtime: { name: "CPython", version: "3.13.7", build: "3.13.7 (main)" },
      trace: { trace_id: newId(), span_id: newId().slice(0, 16), op: "queue.task.celery" },
    },
    breadcrumbs: {
      values: [
        {
          type: "log",
          category: "shop.billing",
          level: "info",
          message: "charging invoice 2041",
          timestamp: new Date(at - 900).toISOString(),
        },
        {
          type: "redis",
          category: "redis",
          message: "GET 'rate:eur'",
          data: { "redis.key": "rate:eur" },
          timestamp: new Date(at - 300).toISOString(),
        },
      ],
    },
  });
}

function exceptionOf({ type, module, value, stack, source, vars }, handled) {
  const list = frames(stack, (file) => ({
    abs_path: `/srv/worker/${file}`,
    module: file.replace(/\.py$/, "").replaceAll("/", "."),
  }));
  Object.assign(list.at(-1), source && sourceContext(source), vars && { vars });
  return {
    type,
    module,
    value,
    mechanism: { type: handled ? "chained" : "celery", handled },
    stacktrace: { frames: list },
  };
}

const celery = ["-__protected_call__ celery/app/trace.py:760", "-trace_task celery/app/trace.py:479"];

export const pythonIssues = [
  {
    project: "demo-worker",
    weight: 38,
    make: report({
      transaction: "shop.billing.tasks.charge",
      chain: [
        {
          type: "KeyError",
          value: "'shipping_address'",
          stack: ["charge shop/billing/tasks.py:58", "address_of shop/billing/address.py:14"],
          vars: { order: { id: "2041", total: "Decimal('49.90')" }, fallback: "None" },
          source: `
def address_of(order, fallback=None):
    """Where the parcel goes; the billing address when nothing else is known."""
>>    return order["shipping_address"] or fallback
`,
        },
        {
          type: "BillingError",
          module: "shop.billing.errors",
          value: "invoice 2041 has no address",
          stack: [...celery, "charge shop/billing/tasks.py:61"],
          vars: { invoice_id: "2041", attempt: "2" },
          source: `
    try:
        address = address_of(order)
    except KeyError as error:
>>        raise BillingError(f"invoice {invoice_id} has no address") from error
`,
        },
      ],
    }),
  },
  {
    project: "demo-worker",
    weight: 15,
    make: report({
      transaction: "shop.mail.tasks.send",
      chain: [
        {
          type: "ConnectionRefusedError",
          value: "[Errno 111] Connection refused",
          stack: [
            ...celery,
            "send shop/mail/tasks.py:22",
            "-connect smtplib.py:341",
            "-create_connection socket.py:852",
          ],
          vars: { host: "'mail.internal'", port: "587" },
          source: `
    for address in addresses:
        try:
>>            sock.connect(address)
            return sock
        except OSError as error:`,
        },
      ],
    }),
  },
  {
    project: "demo-worker",
    weight: 6,
    make: report({
      transaction: "shop.reports.tasks.monthly",
      level: "fatal",
      chain: [
        {
          type: "OperationalError",
          module: "psycopg",
          value: "connection failed: FATAL: remaining connection slots are reserved",
          stack: [
            ...celery,
            "monthly shop/reports/tasks.py:40",
            "rows shop/reports/store.py:18",
            "-connect psycopg/connection.py:117",
          ],
          vars: { month: "'2025-10'", timeout: "5" },
          source: `
        last_error = error
    if not connection:
>>        raise last_error.with_traceback(None)
    return connection`,
        },
      ],
    }),
  },
  {
    project: "demo-worker",
    weight: 3,
    make: report({
      transaction: "shop.images.tasks.resize",
      handled: true,
      chain: [
        {
          type: "DecompressionBombError",
          module: "PIL.Image",
          value: "Image size (268435456 pixels) exceeds limit of 178956970 pixels",
          stack: [
            ...celery,
            "resize shop/images/tasks.py:31",
            "-_decompression_bomb_check PIL/Image.py:3409",
          ],
          vars: { pixels: "268435456" },
          source: `
    if pixels > 2 * MAX_IMAGE_PIXELS:
        message = f"Image size ({pixels} pixels) exceeds limit"
>>        raise DecompressionBombError(message)`,
        },
      ],
    }),
  },
];
