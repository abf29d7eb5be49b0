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
  // Its frames stand the wrong way round, and stay so: "rust, panic" has them as SDKs send them.
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
  "browser, Chromium": buildCrash(
    "javascript",
    "TypeError",
    "Cannot read properties of null (reading 'total')",
    ["https://shop.example.com/static/app.3f2a1b9c.js", "?"],
    ["https://shop.example.com/static/app.3f2a1b9c.js", "HTMLButtonElement.<anonymous>"],
    ["<anonymous>", "Array.map"],
    ["https://shop.example.com/static/app.3f2a1b9c.js", "Cart.load [as handler]"],
    ["https://shop.example.com/static/app.3f2a1b9c.js", "new Total"],
  ),
  "browser, Firefox": buildCrash(
    "javascript",
    "TypeError",
    "cart is null",
    ["https://shop.example.com/static/app.4d5e6f7a.js", "?"],
    ["https://shop.example.com/static/app.4d5e6f7a.js", "onClick/<"],
    ["https://shop.example.com/static/app.4d5e6f7a.js", "Cart.prototype.load"],
    ["https://shop.example.com/static/app.4d5e6f7a.js", "Total"],
  ),
  "browser, Safari": buildCrash(
    "javascript",
    "TypeError",
    "null is not an object (evaluating 'cart.total')",
    ["https://shop.example.com/static/app.5f6a7b8c.js", "global code"],
    ["https://shop.example.com/static/app.5f6a7b8c.js", "?"],
    ["[native code]", "map"],
    ["https://shop.example.com/static/app.5f6a7b8c.js", "load"],
    ["https://shop.example.com/static/app.5f6a7b8c.js", "Total"],
  ),
  "browser, one nameless frame": buildCrash("javascript", "Error", "Script error 7", [
    "https://shop.example.com/",
    "?",
  ]),
  "browser, failed chunk": buildCrash("javascript", "ChunkLoadError", "Loading chunk 42 failed.", [
    "https://shop.example.com/static/runtime.js",
    "load",
  ]),
  "browser, hydration": buildCrash(
    "javascript",
    "Error",
    "Minified React error #418; visit https://react.dev/errors/418",
    ["https://shop.example.com/static/react.js", "throwOnHydrationMismatch"],
  ),
  "node, recursion": buildCrash(
    "node",
    "RangeError",
    "Maximum call stack size exceeded",
    ["/srv/shop/tree.js", "Tree.walk", app],
    ["/srv/shop/tree.js", "Tree.walk", app],
    ["/srv/shop/tree.js", "Tree.walk", app],
  ),
  "python, nested groups": buildErrorEvent("python", [
    inner("KeyError", 3, ["shop/a.py", "run", app]),
    {
      ...inner("Inner", 1),
      mechanism: { type: "x", exception_id: 1, parent_id: 0, is_exception_group: true },
    },
    {
      ...inner("KeyError", 2, ["shop/a.py", "run", app]),
      mechanism: { type: "x", exception_id: 2, parent_id: 1 },
    },
    group,
  ]),
  "python, broken tree": buildErrorEvent("python", [
    {
      ...inner("KeyError", 7, ["shop/a.py", "run", app]),
      mechanism: { type: "x", exception_id: 7, parent_id: 9 },
    },
    group,
  ]),
  "ruby, closed": buildCrash("ruby", "IOError", "closed stream", ["lib/shop/feed.rb", "Feed#read", app]),
  "php, closure": buildCrash("php", "Error", "Call to a member function total() on null", [
    "/srv/shop/routes/web.php",
    "{closure:/srv/shop/routes/web.php:12}",
    app,
  ]),
  "java, chained": buildErrorEvent("java", [
    buildException(
      "SQLException",
      "timeout",
      buildFrames(["Db.java", "query", { ...app, module: "shop.Db" }]),
    ),
    buildException(
      "CartException",
      "no cart",
      buildFrames(["Cart.java", "load", { ...app, module: "shop.Cart" }]),
    ),
  ]),
  "java, files only": buildCrash("java", "Error", "x", ["Cart$$EnhancerByShop$$1ebf43f.java", "total", app]),
  scala: buildCrash("scala", "MatchError", "x", ["Cart.scala", "total", { ...app, module: "shop.Cart$" }]),
  groovy: buildCrash("groovy", "MissingMethodException", "x", ["Cart.groovy", "total", app]),
  clojure: buildCrash("clojure", "ExceptionInfo", "x", [
    "cart.clj",
    "invoke",
    { ...app, module: "shop.cart$total$fn__1234" },
  ]),
  fsharp: buildCrash("fsharp", "Exception", "x", [
    "Cart.fs",
    "total(Int32 id)",
    { ...app, module: "Shop.Cart" },
  ]),
  c: buildCrash("c", "SIGABRT", "abort", ["cart.c", "cart_total.isra.0", app]),
  "objc, block": buildCrash("objc", "NSRangeException", "x", [
    "Cart.m",
    "__32-[Cart total:]_block_invoke_2",
    app,
  ]),
  "swift, helper": buildCrash("swift", "Fatal", "x", [
    "Cart.swift",
    "partial apply for closure #1 in Cart.total(_:)",
    app,
  ]),
  "native, without symbols": buildCrash("native", "SIGSEGV", "x", [
    "",
    "<redacted>",
    { ...app, package: "/opt/shop/libcart.so" },
  ]),
  "rust, panic": buildCrash(
    "rust",
    "panic",
    "index out of bounds: the len is 3",
    ["src/cart.rs", "shop::cart::total::{{closure}}::h0123456789abcdef", app],
    ["/rustc/abc/library/core/src/panicking.rs", "core::panicking::panic_fmt"],
    ["/rustc/abc/library/std/src/panicking.rs", "std::panicking::begin_panic_handler"],
  ),
  "cpp, nested lambda": buildCrash("cpp", "std::runtime_error", "x", [
    "cart.cc",
    "shop::run()::{lambda({lambda()#1})#2}::operator()() const",
    app,
  ]),
  dart: buildCrash("dart", "StateError", "Bad state: closed", ["package:shop/cart.dart", "Cart.total", app]),
  perl: buildCrash("perl", "Died", "at cart", ["cart.pl", "Shop::Cart::total", app]),
  haskell: buildCrash("haskell", "ErrorCall", "Prelude.head: empty list", ["Cart.hs", "total", app]),
  "threads, current": buildEvent({
    platform: "java",
    threads: {
      values: [
        { id: "1", stacktrace: { frames: buildFrames(["A.java", "a", { ...app, module: "shop.A" }]) } },
        {
          id: "2",
          current: true,
          stacktrace: { frames: buildFrames(["B.java", "b", { ...app, module: "shop.B" }]) },
        },
      ],
    },
  }),
  "threads, nobody to blame": buildEvent({
    logentry: { formatted: "hang" },
    threads: {
      values: [
        { id: "1", stacktrace: { frames: buildFrames(["a.c", "a", app]) } },
        { id: "2", stacktrace: { frames: buildFrames(["b.c", "b", app]) } },
      ],
    },
  }),
  "csp, inline": buildEvent({
    type: "csp",
    platform: "javascript",
    security: {
      directive: "script-src",
      blocked_uri: "inline",
      document_uri: "https://shop.example.com/",
      report: {},
    },
  }),
  hpkp: buildEvent({ type: "hpkp", security: { directive: "shop.example.com", report: {} } }),
  "expect-staple": buildEvent({
    type: "expectstaple",
    security: { directive: "shop.example.com", report: {} },
  }),
  "message of every kind of token": buildEvent({
    logentry: {
      formatted:
        "https://shop.example/x mail.example.com 10.0.0.1 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 " +
        "da39a3ee5e6b4b0d3255bfef95601890afd80709 d41d8cd98f00b204e9800998ecf8427e tx0123456789abcdef01234-0123456789-eu " +
        "0a:1b:2c:3d:4e:5f 0xff 1a2b3c4 01JCZ8Q3KA5D7F0G1H2J3K4M5N 1.5 7 x='y'\nsecond line 3\nthird",
    },
  }),
  "message, too long": buildEvent({ logentry: { formatted: "1 ".repeat(4097) } }),
  "rust, panic, all in-app for its SDK": buildCrash(
    "native",
    "panic",
    "index out of bounds: the len is 3",
    ["", "<unknown>", app],
    ["./csu/libc-start.c", "__libc_start_main_impl", app],
    ["", "main", app],
    ["/rustc/abc/library/std/src/rt.rs", "std::rt::lang_start_internal", lib],
    ["/rustc/abc/library/core/src/ops/function.rs", "<&dyn core::ops::function::Fn<()>>::call_once", app],
    ["src/cart.rs", "shop::cart::total::{{closure}}::h0123456789abcdef", app],
    [
      "/rustc/abc/library/core/src/slice/index.rs",
      "<usize as core::slice::index::SliceIndex<[T]>>::index",
      app,
    ],
    ["/rustc/abc/library/core/src/panicking.rs", "core::panicking::panic_fmt", lib],
    ["/rustc/abc/library/std/src/panicking.rs", "__rustc::rust_begin_unwind", app],
    ["/home/dev/.cargo/registry/src/sentry-panic/src/lib.rs", "sentry_panic::panic_handler", app],
  ),
  "browser, listener in Chromium": buildCrash(
    "javascript",
    "TypeError",
    "Cannot read properties of null (reading 'total')",
    ["https://shop.example.com/static/app.js", "HTMLButtonElement.sentryWrapped", app],
    ["https://shop.example.com/static/app.js", "HTMLButtonElement.onPress", app],
  ),
  "browser, listener in Firefox": buildCrash(
    "javascript",
    "TypeError",
    "cart is null",
    ["https://shop.example.com/static/app.js", "sentryWrapped", app],
    ["https://shop.example.com/static/app.js", "onPress", app],
  ),
  "node, module with an ending": buildCrash("node", "TypeError", "x is undefined", [
    "/srv/shop/coupon.cjs",
    "applyCoupon",
    { ...app, module: "shop:coupon.cjs" },
  ]),
  "node, module without an ending": buildCrash("node", "TypeError", "x is undefined", [
    "/srv/shop/coupon.cjs",
    "applyCoupon",
    { ...app, module: "shop:coupon" },
  ]),
};
