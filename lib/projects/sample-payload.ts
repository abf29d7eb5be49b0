import type { JsonObject } from "@/lib/protocol/event";

type Line = {
  file: string;
  function: string;
  line: number;
  source: [before: string, at: string, after: string];
};

/** How one language would report the same mistake: a cart without a delivery address. */
type Sample = {
  /** The value of `platform` on the wire. */
  platform: string;
  sdk: string;
  type: string;
  value: string;
  /** The call that failed, and the framework that called it. */
  failed: Line;
  caller: { file: string; function: string; line: number };
  vars?: JsonObject;
};

const browser: Sample = {
  platform: "javascript",
  sdk: "sentry.javascript.browser",
  type: "TypeError",
  value: "Cannot read properties of undefined (reading 'postcode')",
  failed: {
    file: "https://shop.example.com/assets/checkout.js",
    function: "deliveryLabel",
    line: 42,
    source: ["function deliveryLabel(cart) {", "  return cart.address.postcode.toUpperCase();", "}"],
  },
  caller: { file: "https://shop.example.com/assets/vendor.js", function: "invokeTask", line: 7 },
};

const node: Sample = {
  ...browser,
  platform: "node",
  sdk: "sentry.javascript.node",
  failed: { ...browser.failed, file: "/app/src/checkout.js" },
  caller: {
    file: "node:internal/process/task_queues",
    function: "process.processTicksAndRejections",
    line: 105,
  },
};

const python: Sample = {
  platform: "python",
  sdk: "sentry.python",
  type: "KeyError",
  value: "'postcode'",
  failed: {
    file: "shop/checkout.py",
    function: "delivery_label",
    line: 42,
    source: ["def delivery_label(cart):", "    return cart['address']['postcode'].upper()", ""],
  },
  caller: { file: "django/core/handlers/base.py", function: "_get_response", line: 197 },
  vars: { cart: { id: "'c-1042'", items: "[3 items]", address: "{}" } },
};

const samples: Record<string, Sample> = {
  javascript: browser,
  nextjs: { ...browser, sdk: "sentry.javascript.nextjs" },
  node,
  python,
  "raven-python": { ...python, sdk: "raven-python" },
  ruby: {
    platform: "ruby",
    sdk: "sentry.ruby",
    type: "NoMethodError",
    value: "undefined method 'upcase' for nil",
    failed: {
      file: "app/models/cart.rb",
      function: "delivery_label",
      line: 42,
      source: ["  def delivery_label", "    address.postcode.upcase", "  end"],
    },
    caller: { file: "action_controller/metal/basic_implicit_render.rb", function: "send_action", line: 8 },
  },
  php: {
    platform: "php",
    sdk: "sentry.php",
    type: "TypeError",
    value: "strtoupper(): Argument #1 ($string) must be of type string, null given",
    failed: {
      file: "/app/src/Checkout.php",
      function: "App\\Checkout::deliveryLabel",
      line: 42,
      source: ["    {", "        return strtoupper($cart->address->postcode);", "    }"],
    },
    caller: { file: "/app/vendor/symfony/http-kernel/HttpKernel.php", function: "handleRaw", line: 181 },
  },
  go: {
    platform: "go",
    sdk: "sentry.go",
    type: "runtime.errorString",
    value: "invalid memory address or nil pointer dereference",
    failed: {
      file: "/app/checkout/label.go",
      function: "DeliveryLabel",
      line: 42,
      source: [
        "func DeliveryLabel(cart *Cart) string {",
        "\treturn strings.ToUpper(cart.Address.Postcode)",
        "}",
      ],
    },
    caller: { file: "/usr/local/go/src/net/http/server.go", function: "HandlerFunc.ServeHTTP", line: 2220 },
  },
  java: {
    platform: "java",
    sdk: "sentry.java",
    type: "NullPointerException",
    value: 'Cannot invoke "Address.getPostcode()" because the return value of "Cart.getAddress()" is null',
    failed: {
      file: "Checkout.java",
      function: "deliveryLabel",
      line: 42,
      source: ["  String deliveryLabel(Cart cart) {", "    return cart.getAddress().getPostcode();", "  }"],
    },
    caller: { file: "DispatcherServlet.java", function: "doDispatch", line: 1089 },
  },
  dotnet: {
    platform: "csharp",
    sdk: "sentry.dotnet",
    type: "System.NullReferenceException",
    value: "Object reference not set to an instance of an object.",
    failed: {
      file: "Checkout.cs",
      function: "Checkout.DeliveryLabel",
      line: 42,
      source: ["    {", "        return cart.Address.Postcode.ToUpper();", "    }"],
    },
    caller: { file: "ControllerActionInvoker.cs", function: "InvokeActionMethodAsync", line: 312 },
  },
  rust: {
    platform: "native",
    sdk: "sentry.rust",
    type: "panic",
    value: "called `Option::unwrap()` on a `None` value",
    failed: {
      file: "src/checkout.rs",
      function: "shop::checkout::delivery_label",
      line: 42,
      source: [
        "fn delivery_label(cart: &Cart) -> String {",
        "    cart.address.as_ref().unwrap().postcode()",
        "}",
      ],
    },
    caller: {
      file: "library/core/src/ops/function.rs",
      function: "core::ops::function::FnOnce::call_once",
      line: 250,
    },
  },
  elixir: {
    platform: "elixir",
    sdk: "sentry.elixir",
    type: "KeyError",
    value: "key :postcode not found in: %{}",
    failed: {
      file: "lib/shop/checkout.ex",
      function: "Shop.Checkout.delivery_label/1",
      line: 42,
      source: ["  def delivery_label(cart) do", "    String.upcase(cart.address.postcode)", "  end"],
    },
    caller: { file: "lib/phoenix/router.ex", function: "Phoenix.Router.__call__/5", line: 484 },
  },
};

/** An event as the SDK of that platform would send it; a plain message for a platform without one. */
export function samplePayload(platform: string, eventId: string, now: Date): JsonObject {
  const common: JsonObject = {
    event_id: eventId,
    timestamp: now.toISOString(),
    environment: "sample",
    release: "sample@1.0.0",
    tags: { sample: "yes" },
    user: { id: "sample-user", email: "sample@example.com" },
    breadcrumbs: {
      values: [
        { timestamp: secondsBefore(now, 9), category: "navigation", message: "/cart", level: "info" },
        { timestamp: secondsBefore(now, 2), category: "ui.click", message: "Place order", level: "info" },
      ],
    },
  };
  const sample = Object.hasOwn(samples, platform) ? samples[platform] : undefined;
  if (!sample) {
    const message = "Sample event: the order could not be placed";
    return { ...common, platform: "other", level: "error", logentry: { formatted: message } };
  }
  return {
    ...common,
    platform: sample.platform,
    level: "error",
    sdk: { name: sample.sdk, version: "0.0.0" },
    request: { url: "https://shop.example.com/checkout", method: "POST", headers: { Accept: "text/html" } },
    exception: {
      values: [{ type: sample.type, value: sample.value, mechanism: mechanism(), stacktrace: stack(sample) }],
    },
  };
}

function mechanism(): JsonObject {
  return { type: "generic", handled: false };
}

function stack({ failed, caller, vars }: Sample): JsonObject {
  const [before, at, after] = failed.source;
  const inApp: JsonObject = {
    filename: failed.file,
    function: failed.function,
    lineno: failed.line,
    in_app: true,
    pre_context: [before],
    context_line: at,
    post_context: [after],
  };
  if (vars) inApp.vars = vars;
  return {
    frames: [{ filename: caller.file, function: caller.function, lineno: caller.line, in_app: false }, inApp],
  };
}

function secondsBefore(now: Date, seconds: number): string {
  return new Date(now.getTime() - seconds * 1000).toISOString();
}
