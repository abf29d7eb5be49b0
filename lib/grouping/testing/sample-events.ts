import type { Event, Exception } from "@/lib/protocol/event";
import { buildErrorEvent, buildEvent, buildException, buildFrames, type FrameSketch } from "./build-event";

const app = { in_app: true };
const lib = { in_app: false };

function buildCrash(platform: string, type: string, value: string, ...frames: FrameSketch[]): Event {
  return buildErrorEvent(platform, [buildException(type, value, buildFrames(...frames))]);
}

const inner = (type: string, id: number, ...frames: FrameSketch[]): Exception => ({
  ...buildException(type, "failed", buildFrames(...frames)),
  mechanism: { type: "chained", exception_id: id, parent_id: 0 },
});
const group: Exception = {
  ...buildException("ExceptionGroup", "2 tasks failed"),
  mechanism: { type: "generic", exception_id: 0, is_exception_group: true },
};

/** One event of every kind, as SDKs send them. Their hashes are frozen: add events, but never change one. */
export const SAMPLE_EVENTS: Record<string, Event> = {
  "browser, minified": buildCrash(
    "javascript",
    "TypeError",
    "Cannot read properties of undefined (reading 'percentOff')",
    ["https://shop.example.com/static/app.3f2a1b9c.js", "HTMLButtonElement.<anonymous>"],
    ["https://shop.example.com/static/app.3f2a1b9c.js", "Object.applyCoupon"],
  ),
  "browser, with source map": buildErrorEvent("javascript", [
    {
      ...buildException("TypeError", "x is undefined", [
        { filename: "./node_modules/react-dom/index.js", function: "dispatch", in_app: false },
        {
          filename: "./app/coupon.ts",
          function: "t",
          context_line: "  const off = x.percentOff;",
          in_app: true,
        },
      ]),
      raw_stacktrace: { frames: [] },
    },
  ]),
  node: buildCrash(
    "node",
    "TypeError",
    "Cannot read properties of undefined",
    ["node:internal/process/task_queues", "processTicksAndRejections", lib],
    ["/srv/shop/node_modules/express/lib/router/layer.js", "Layer.handle [as handle_request]", lib],
    [
      "/srv/shop/checkout/coupon.js",
      "applyCoupon",
      { ...app, module: "coupon", context_line: "  return a.b;" },
    ],
  ),
  "node, undecided": buildCrash(
    "node",
    "Error",
    "connect ECONNREFUSED 10.0.0.1:5432",
    ["node:net", "TCPConnectWrap.afterConnect"],
    ["/srv/shop/db.js", "Pool.connect"],
  ),
  python: buildCrash(
    "python",
    "ValueError",
    "invalid literal for int()",
    ["/opt/venv/lib/python3.12/site-packages/django/core/handlers/base.py", "get_response", lib],
    ["shop/cart.py", "total", { ...app, module: "shop.cart", context_line: "    return int(raw)" }],
  ),
  "python, chained": buildErrorEvent("python", [
    buildException("KeyError", "'sku-4711'", buildFrames(["shop/stock.py", "find", app])),
    buildException("StockError", "no stock for 4711", buildFrames(["shop/cart.py", "add", app])),
  ]),
  "python, group of one kind": buildErrorEvent("python", [
    inner("KeyError", 2, ["shop/a.py", "run", app]),
    inner("KeyError", 1, ["shop/a.py", "run", app]),
    group,
  ]),
  "python, group of two kinds": buildErrorEvent("python", [
    inner("KeyError", 2, ["shop/a.py", "run", app]),
    inner("TypeError", 1, ["shop/b.py", "run", app]),
    group,
  ]),
  "python, without stack": buildErrorEvent("python", [
    buildException("OSError", "disk 7 is full\nfree 12 kB\nmore"),
  ]),
  ruby: buildCrash(
    "ruby",
    "NoMethodError",
    "undefined method 'price' for nil",
    ["/usr/local/bundle/gems/rack-3.1/lib/rack/builder.rb", "call", lib],
    ["app/models/cart.rb", "block (2 levels) in total", { ...app, context_line: "    item.price" }],
    ["app/views/carts/show.html.erb", "_app_views_carts_show_html_erb__3920_4312", app],
  ),
  php: buildCrash(
    "php",
    "ErrorException",
    "Undefined array key 7",
    ["/srv/shop/vendor/laravel/framework/src/Pipeline.php", "Illuminate\\Pipeline::handle", lib],
    ["/srv/shop/src/Cart.php", "class@anonymous\0/srv/shop/src/Cart.php:12$0::total", app],
  ),
  java: buildCrash(
    "java",
    "NullPointerException",
    "cart is null",
    ["Thread.java", "run", { ...lib, module: "java.lang.Thread" }],
    ["Cart.java", "lambda$total$0", { ...app, module: "com.example.shop.Cart$$Lambda$14" }],
    ["Cart.java", "total", { ...app, module: "com.example.shop.Cart$$EnhancerBySpringCGLIB$$1ebf43f" }],
  ),
  "kotlin, undecided": buildCrash(
    "java",
    "IllegalStateException",
    "closed",
    ["Coroutine.kt", "resume", { module: "kotlinx.coroutines.DispatchedTask" }],
    ["Cart.kt", "total$lambda$3", { module: "com.example.shop.CartKt" }],
  ),
  csharp: buildCrash(
    "csharp",
    "System.InvalidOperationException",
    "Sequence contains no elements",
    ["Enumerable.cs", "First", { ...lib, module: "System.Linq.Enumerable" }],
    ["Cart.cs", "<Total>b__4_0", { ...app, module: "Shop.Cart" }],
  ),
  go: buildCrash(
    "go",
    "*errors.errorString",
    "cart 7 not found",
    ["/usr/local/go/src/net/http/server.go", "(*conn).serve", { ...lib, module: "net/http" }],
    ["/srv/shop/cart.go", "(*Cart).total.func1.2", { ...app, module: "example.com/shop" }],
  ),
  rust: buildCrash(
    "native",
    "panic",
    "index out of bounds: the len is 3",
    ["/rustc/abc/library/core/src/panicking.rs", "core::panicking::panic", lib],
    ["src/cart.rs", "shop::cart::total::{closure#1}::h0123456789abcdef", app],
  ),
  cpp: buildErrorEvent("native", [
    {
      ...buildException(
        "SIGSEGV",
        "Segfault",
        buildFrames(
          ["", "<unknown>", { package: "/usr/lib/libc.so.6" }],
          ["cart.cc", "void shop::(anonymous namespace)::Cart<int>::save(int) const", app],
        ),
      ),
      mechanism: { type: "signal", synthetic: true, handled: false },
    },
  ]),
  "cocoa, NSError": buildErrorEvent("cocoa", [
    {
      ...buildException("NSError", "The network connection was lost"),
      mechanism: { type: "NSError", meta: { ns_error: { domain: "NSURLErrorDomain", code: -1005 } } },
    },
  ]),
  "swift, threads": buildEvent({
    platform: "cocoa",
    threads: {
      values: [
        { id: "1", stacktrace: { frames: buildFrames(["", "start", lib]) } },
        {
          id: "2",
          crashed: true,
          stacktrace: { frames: buildFrames(["Cart.swift", "closure #1 in Cart.total()", app]) },
        },
      ],
    },
  }),
  elixir: buildCrash(
    "elixir",
    "ArgumentError",
    "argument error",
    ["lib/phoenix/endpoint.ex", "Phoenix.Endpoint.call/2", { ...lib, module: "Elixir.Phoenix.Endpoint" }],
    ["lib/shop/cart.ex", "-total/1-fun-0-/2", { ...app, module: "Elixir.Shop.Cart" }],
  ),
  "unknown platform": buildCrash("brainfuck", "Overflow", "cell 7", ["cart.bf", "+", app]),
  message: buildEvent({
    logentry: {
      formatted:
        "order 4711 of mara@example.com failed at 2026-11-18T14:31:48Z after 12ms, retry=true, id 550e8400-e29b-41d4-a716-446655440000",
    },
  }),
  "message with template": buildEvent({
    logentry: { message: "order %s failed", formatted: "order 4711 failed" },
  }),
  "message with stack": buildEvent({
    platform: "python",
    logentry: { formatted: "slow" },
    stacktrace: { frames: buildFrames(["shop/cart.py", "total", app]) },
  }),
  template: buildEvent({ template: { filename: "cart.html", lineno: 3, context_line: "{% total %}" } }),
  csp: buildEvent({
    type: "csp",
    platform: "javascript",
    security: {
      directive: "script-src-elem",
      blocked_uri: "https://evil.example/x.js",
      document_uri: "https://shop.example.com/cart",
      report: {},
    },
  }),
  "expect-ct": buildEvent({ type: "expectct", security: { directive: "shop.example.com", report: {} } }),
  "custom fingerprint": buildEvent({ fingerprint: ["payments", "{{ level }}"] }),
  "hybrid fingerprint": buildErrorEvent("node", [buildException("Error", "no 7")], {
    fingerprint: ["{{ default }}", "eu"],
  }),
  checksum: buildEvent({ checksum: "not an md5" }),
  nothing: buildEvent(),
};
