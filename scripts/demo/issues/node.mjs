import { frames, sourceContext } from "../frames.mjs";
import { person } from "../people.mjs";
import { newId, pick } from "../random.mjs";

const releases = ["api@2.9.1", "api@2.9.1", "api@2.9.0"];
const modules = { express: "5.1.0", pg: "8.23.1", redis: "5.8.2", undici: "7.16.0", zod: "4.1.12" };

/** An event as @sentry/node sends it: source lines around in-app frames, runtime and machine as contexts. */
function report({
  type,
  value,
  stack,
  source,
  method = "POST",
  url,
  level = "error",
  handled = false,
  cause,
}) {
  const context = sourceContext(source);
  const stacktrace = () => {
    const list = frames(stack, (file, isLibrary) => ({
      module: moduleOf(file),
      ...(isLibrary && { in_app: false }),
    }));
    Object.assign(list.at(-1), context);
    return { frames: list };
  };
  return (random, at) => ({
    event_id: newId(),
    platform: "node",
    timestamp: at / 1000,
    level,
    environment: pick(random, ["production", "production", "staging"]),
    release: pick(random, releases),
    server_name: pick(random, ["api-1", "api-2", "api-3"]),
    transaction: `${method} ${url}`,
    modules,
    sdk: {
      name: "sentry.javascript.node",
      version: "11.12.0",
      integrations: ["Http", "Express", "ContextLines", "OnUncaughtException"],
    },
    exception: {
      values: [
        {
          type,
          value: typeof value === "function" ? value(random) : value,
          mechanism: {
            type: handled ? "generic" : "auto.http.express",
            handled,
            ...(cause && { exception_id: 0 }),
          },
          stacktrace: stacktrace(),
        },
        ...(cause
          ? [
              {
                ...cause,
                mechanism: { type: "chained", handled: true, exception_id: 1, parent_id: 0, source: "cause" },
              },
            ]
          : []),
      ].toReversed(),
    },
    request: {
      method,
      url: `https://api.example.com${url}`,
      query_string: "region=eu",
      headers: {
        host: "api.example.com",
        "content-type": "application/json",
        "x-request-id": newId(),
        authorization: "[Filtered]",
      },
      data: { items: [{ sku: "A-1042", quantity: 2 }], currency: "EUR" },
    },
    user: person(random),
    tags: { region: pick(random, ["eu-central", "us-east"], 1.4) },
    contexts: {
      runtime: { name: "node", version: "v24.9.0" },
      os: { name: "Linux", kernel_version: "6.12.0", version: "12" },
      device: { arch: "x64", memory_size: 8_589_934_592, free_memory: 912_680_550, processor_count: 4 },
      app: { app_start_time: new Date(at - 8_000_000).toISOString(), app_memory: 184_549_376 },
      trace: { trace_id: newId(), span_id: newId().slice(0, 16) },
    },
    breadcrumbs: [
      {
        timestamp: at / 1000 - 2,
        category: "http",
        type: "http",
        data: { method: "GET", url: "http://stock.internal/sku/A-1042", status_code: 200 },
      },
      {
        timestamp: at / 1000 - 0.4,
        category: "query",
        message: "SELECT * FROM cart WHERE id = $1",
        level: "info",
      },
    ],
  });
}

function moduleOf(file) {
  return file
    .split("/")
    .at(-1)
    .replace(/\.[cm]?js$/, "");
}

const express = [
  "-Layer.handle /srv/api/node_modules/router/lib/layer.js:152:17",
  "-next /srv/api/node_modules/router/lib/route.js:157:13",
];

export const nodeIssues = [
  {
    project: "demo-api",
    weight: 46,
    make: report({
      type: "TypeError",
      value: "Cannot destructure property 'street' of 'order.address' as it is undefined.",
      url: "/v1/orders",
      stack: [
        ...express,
        "createOrder /srv/api/src/orders/create-order.js:31:18",
        "labelFor /srv/api/src/orders/label.js:12:11",
      ],
      source: `
import { formatStreet } from "./street.js";

/** What the printer puts on the parcel. */
export function labelFor(order) {
>>  const { street, city, postcode } = order.address;
  return [order.name, formatStreet(street), \`\${postcode} \${city}\`].join("\\n");
}`,
    }),
  },
  {
    project: "demo-api",
    weight: 18,
    make: report({
      type: "GatewayRateLimited",
      value: (random) => `429 Too Many Requests, retry after ${1 + Math.floor(random() * 30)} s`,
      url: "/v1/payments",
      handled: true,
      stack: [
        ...express,
        "charge /srv/api/src/payments/charge.js:58:11",
        "request /srv/api/src/payments/gateway.js:24:11",
      ],
      source: `
  const answer = await fetch(endpoint, { method: "POST", body, headers, signal });
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get("retry-after"));
>>    throw new GatewayRateLimited(\`429 Too Many Requests, retry after \${seconds} s\`);
  }
  return answer.json();`,
    }),
  },
  {
    project: "demo-api",
    weight: 9,
    make: report({
      type: "OrderNotSaved",
      value: "The order could not be saved",
      url: "/v1/orders",
      cause: {
        type: "error",
        value: 'duplicate key value violates unique constraint "order_number_key"',
        stacktrace: {
          frames: frames([
            "-Parser.parseErrorMessage /srv/api/node_modules/pg-protocol/dist/parser.js:285:98",
            "insertOrder /srv/api/src/orders/store.js:19:22",
          ]),
        },
      },
      stack: [
        ...express,
        "createOrder /srv/api/src/orders/create-order.js:44:13",
        "saveOrder /srv/api/src/orders/store.js:27:11",
      ],
      source: `
  try {
    return await insertOrder(client, order);
  } catch (cause) {
>>    throw new OrderNotSaved("The order could not be saved", { cause });
  }`,
    }),
  },
  {
    project: "demo-api",
    weight: 4,
    make: report({
      type: "RangeError",
      value: "Maximum call stack size exceeded",
      level: "fatal",
      url: "/v1/categories",
      method: "GET",
      stack: [
        ...express,
        "treeOf /srv/api/src/catalogue/tree.js:9:10",
        "treeOf /srv/api/src/catalogue/tree.js:9:10",
        "treeOf /srv/api/src/catalogue/tree.js:9:10",
      ],
      source: `
/** Nests categories under their parents. */
function treeOf(category, all) {
  const children = all.filter(({ parentId }) => parentId === category.id);
>>  return { ...category, children: children.map((child) => treeOf(child, all)) };
}`,
    }),
  },
];
