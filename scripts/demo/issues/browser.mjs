import { frames } from "../frames.mjs";
import { browser, person } from "../people.mjs";
import { newId, pick } from "../random.mjs";

const site = "https://shop.example.com";
const releases = ["web@4.18.0", "web@4.18.0", "web@4.17.2", "web@4.17.1"];
const integrations = [
  "InboundFilters",
  "FunctionToString",
  "BrowserApiErrors",
  "Breadcrumbs",
  "GlobalHandlers",
  "LinkedErrors",
  "Dedupe",
  "HttpContext",
];

/** An event as @sentry/browser sends it: breadcrumbs as a list, seconds as a float, no source context. */
function report({ type, value, path, stack, mechanism, handled = false, tags }) {
  return (random, at) => ({
    event_id: newId(),
    platform: "javascript",
    timestamp: at / 1000,
    level: "error",
    environment: pick(random, ["production", "production", "production", "staging"]),
    release: pick(random, releases),
    sdk: {
      name: "sentry.javascript.browser",
      version: "11.12.0",
      integrations,
      packages: [{ name: "npm:@sentry/browser", version: "11.12.0" }],
    },
    exception: {
      values: [
        {
          type,
          value: typeof value === "function" ? value(random) : value,
          mechanism: { type: mechanism ?? "auto.browser.global_handlers.onerror", handled },
          stacktrace: { frames: frames(stack) },
        },
      ],
    },
    request: { url: `${site}${path}`, headers: { "User-Agent": browser(random), Referer: `${site}/` } },
    user: person(random),
    tags: { country: pick(random, ["de", "us", "fr", "gb", "nl"], 1.5), ...tags },
    contexts: {
      trace: { trace_id: newId(), span_id: newId().slice(0, 16) },
      culture: { locale: "en-US", timezone: "Europe/Berlin" },
    },
    breadcrumbs: [
      { timestamp: at / 1000 - 31, category: "navigation", data: { from: "/", to: "/cart" } },
      {
        timestamp: at / 1000 - 12,
        category: "fetch",
        type: "http",
        data: { method: "GET", url: "/api/cart", status_code: 200 },
      },
      { timestamp: at / 1000 - 4, category: "ui.click", message: "button.checkout[type=submit]" },
      {
        timestamp: at / 1000 - 1,
        category: "console",
        level: "warning",
        message: "Coupon without a discount",
      },
    ],
  });
}

export const browserIssues = [
  {
    project: "demo-web",
    weight: 90,
    make: report({
      type: "TypeError",
      value: "Cannot read properties of undefined (reading 'percentOff')",
      path: "/checkout",
      tags: { checkout: "v2" },
      stack: [
        `-invokeGuardedCallback ${site}/assets/react-dom.js:4190:14`,
        `onSubmit ${site}/assets/checkout.js:88:11`,
        `totalOf ${site}/assets/checkout.js:61:20`,
        `applyCoupon ${site}/assets/checkout.js:42:31`,
      ],
    }),
  },
  {
    project: "demo-web",
    weight: 34,
    make: report({
      type: "ChunkLoadError",
      value: (random) => `Loading chunk ${7000 + Math.floor(random() * 900)} failed.`,
      path: "/product/1042",
      mechanism: "auto.browser.global_handlers.onunhandledrejection",
      stack: [
        `-__webpack_require__.f.j ${site}/assets/runtime.js:1:3110`,
        `loadReviews ${site}/assets/product.js:19:8`,
      ],
    }),
  },
  {
    project: "demo-web",
    weight: 22,
    make: report({
      type: "Error",
      value: "Hydration failed because the server rendered text didn't match the client",
      path: "/",
      stack: [
        `-throwOnHydrationMismatch ${site}/assets/react-dom.js:2890:9`,
        `Price ${site}/assets/home.js:12:7`,
      ],
    }),
  },
  {
    project: "demo-web",
    weight: 12,
    make: report({
      type: "RangeError",
      value: "Invalid time value",
      path: "/orders",
      stack: [`OrderRow ${site}/assets/orders.js:44:15`, `formatEstimate ${site}/assets/orders.js:9:36`],
    }),
  },
  {
    project: "demo-web",
    weight: 7,
    make: report({
      type: "NetworkError",
      value: "Failed to fetch /api/recommendations",
      path: "/cart",
      handled: true,
      mechanism: "generic",
      stack: [`recommend ${site}/assets/cart.js:73:10`, `request ${site}/assets/api.js:21:13`],
    }),
  },
];
