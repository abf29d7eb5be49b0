import { describe, expect, it } from "vitest";
import type { Frame } from "@/lib/protocol/event";
import { isInApp } from "./in-app";

const OWN: [platform: string, frame: Frame][] = [
  ["javascript", { abs_path: "https://shop.example.com/static/app.js" }],
  ["javascript", { abs_path: "webpack:///./app/coupon.ts" }],
  ["node", { abs_path: "/srv/shop/server.js", module: "server" }],
  ["node", { abs_path: "/srv/shop/events.js" }],
  ["python", { abs_path: "/srv/shop/cart.py", module: "shop.cart" }],
  ["ruby", { abs_path: "/srv/shop/app/models/cart.rb" }],
  ["php", { abs_path: "/srv/shop/src/Cart.php" }],
  ["java", { module: "com.example.shop.Cart" }],
  ["java", { module: "javafoo.Cart" }],
  ["csharp", { module: "SystemsLtd.Shop.Cart" }],
  ["go", { abs_path: "/srv/shop/main.go", module: "main" }],
  ["rust", { abs_path: "/srv/shop/src/main.rs", function: "shop::main" }],
  ["cocoa", { package: "/private/var/containers/Bundle/Application/X/Shop.app/Shop" }],
  ["elixir", { filename: "lib/shop/cart.ex", module: "Elixir.Shop.Cart" }],
  ["elixir", { filename: "lib/shop/task_runner.ex", module: "TaskRunner" }],
  ["other", { abs_path: "/node_modules/x.js" }],
  ["constructor", { abs_path: "/x" }],
  ["node", {}],
];

const FOREIGN: [platform: string, frame: Frame][] = [
  ["javascript", { abs_path: "chrome-extension://abc/content.js" }],
  ["javascript", { abs_path: "webpack:///./node_modules/react-dom/index.js" }],
  ["javascript", { filename: "./node_modules/react/index.js" }],
  ["javascript", { abs_path: "webpack:///webpack/bootstrap" }],
  ["javascript", { filename: "<anonymous>" }],
  ["node", { abs_path: "node:internal/process/task_queues" }],
  ["node", { abs_path: "events.js" }],
  ["node", { abs_path: "C:\\shop\\node_modules\\express\\index.js" }],
  ["python", { abs_path: "/usr/lib/python3/dist-packages/django/core.py" }],
  ["python", { abs_path: "/opt/venv/lib/python3.12/site-packages/flask/app.py" }],
  ["python", { filename: "<frozen importlib._bootstrap>" }],
  ["ruby", { abs_path: "/usr/local/bundle/gems/rails-8.0/lib/rails.rb" }],
  ["ruby", { filename: "<internal:kernel>" }],
  ["php", { abs_path: "/srv/shop/vendor/laravel/framework/x.php" }],
  ["php", { filename: "[internal]" }],
  ["java", { module: "java.lang.Thread" }],
  ["java", { module: "org.springframework.web.Filter" }],
  ["java", { module: "kotlinx.coroutines.Job" }],
  ["csharp", { module: "System.Threading.Task" }],
  ["csharp", { module: "Shop", package: "System.Private.CoreLib, Version=8.0.0.0" }],
  ["go", { abs_path: "/usr/local/go/src/net/http/server.go" }],
  ["go", { abs_path: "/home/dev/go/pkg/mod/github.com/gin-gonic/gin/context.go" }],
  ["go", { module: "runtime" }],
  ["rust", { abs_path: "/rustc/abc/library/std/src/panicking.rs" }],
  ["rust", { function: "core::result::unwrap_failed" }],
  ["native", { package: "/usr/lib/x86_64-linux-gnu/libc.so.6" }],
  ["native", { package: "C:\\Windows\\System32\\ntdll.dll" }],
  ["cocoa", { package: "/System/Library/Frameworks/UIKit.framework/UIKit" }],
  ["elixir", { filename: "gen_server.erl" }],
  ["elixir", { filename: "deps/phoenix/lib/phoenix/router.ex" }],
  ["elixir", { module: "Elixir.Plug.Conn" }],
  ["javascript", { platform: "python", abs_path: "/x/site-packages/y.py" }],
];

describe("isInApp", () => {
  it.each(OWN)("%s %j is the user's", (platform, frame) => {
    expect(isInApp(frame, platform)).toBe(true);
  });

  it.each(FOREIGN)("%s %j is not", (platform, frame) => {
    expect(isInApp(frame, platform)).toBe(false);
  });

  it("believes the SDK first", () => {
    expect(isInApp({ abs_path: "/x/node_modules/y.js", in_app: true }, "node")).toBe(true);
    expect(isInApp({ abs_path: "/srv/shop/server.js", in_app: false }, "node")).toBe(false);
  });
});
