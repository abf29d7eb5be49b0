import { frames, sourceContext } from "../frames.mjs";
import { person } from "../people.mjs";
import { newId, pick } from "../random.mjs";

/** What the SDKs of these five languages have in common; each adds its own in `more`. */
function report({
  platform,
  sdk,
  type,
  value,
  module,
  stack,
  perFrame,
  source,
  mechanism,
  releases,
  level = "error",
  more = {},
}) {
  return (random, at) => {
    const list = frames(stack, perFrame);
    if (source) Object.assign(list.at(-1), sourceContext(source));
    return {
      event_id: newId(),
      platform,
      timestamp: new Date(at).toISOString(),
      level,
      environment: pick(random, ["production", "production", "staging"]),
      release: pick(random, releases),
      server_name: pick(random, ["node-a", "node-b"]),
      sdk: { name: sdk.name, version: sdk.version, packages: [{ name: sdk.package, version: sdk.version }] },
      exception: {
        values: [
          {
            type,
            module,
            value: typeof value === "function" ? value(random) : value,
            mechanism,
            stacktrace: { frames: list },
          },
        ],
      },
      user: person(random),
      contexts: {
        os: { name: "Linux", kernel_version: "6.12.0" },
        trace: { trace_id: newId(), span_id: newId().slice(0, 16) },
      },
      ...more,
    };
  };
}

const java = {
  platform: "java",
  sdk: { name: "sentry.java.spring-boot.jakarta", version: "8.43.2", package: "maven:io.sentry:sentry" },
  perFrame: (file) => ({ module: `com.example.ledger.${file.replace(".java", "")}` }),
  releases: ["ledger@5.4.0", "ledger@5.3.7"],
};
const go = {
  platform: "go",
  sdk: { name: "sentry.go", version: "0.36.0", package: "sentry-go" },
  perFrame: (file) => ({
    abs_path: `/src/resizer/${file}`,
    module: `example.com/resizer/${file.split("/")[0]}`,
  }),
  releases: ["resizer@0.9.4"],
};
const php = {
  platform: "php",
  sdk: { name: "sentry.php.laravel", version: "4.18.0", package: "composer:sentry/sentry-laravel" },
  perFrame: (file) => ({ abs_path: `/var/www/admin${file}` }),
  releases: ["admin@3.2.0", "admin@3.1.9"],
  more: {
    request: {
      method: "GET",
      url: "https://admin.example.com/invoices/2041",
      headers: { Host: ["admin.example.com"], Accept: ["text/html"] },
    },
    transaction: "/invoices/{invoice}",
  },
};
const ruby = {
  platform: "ruby",
  sdk: { name: "sentry.ruby.rails", version: "5.28.0", package: "gem:sentry-rails" },
  perFrame: (file) => ({ abs_path: `/srv/returns/${file}`, project_root: "/srv/returns" }),
  releases: ["returns@1.0.3"],
  more: { transaction: "ReturnsController#create", modules: { rails: "8.0.3", puma: "7.0.4" } },
};
const dotnet = {
  platform: "csharp",
  sdk: { name: "sentry.dotnet.aspnetcore", version: "5.16.0", package: "nuget:sentry.dotnet.aspnetcore" },
  releases: ["Pricing@7.1.0"],
  more: {
    contexts: { runtime: { name: ".NET", version: "9.0.9" }, os: { name: "Linux" } },
    tags: { RequestPath: "/quote" },
  },
};

export const serverIssues = [
  {
    project: "demo-worker",
    weight: 20,
    make: report({
      ...java,
      type: "NullPointerException",
      module: "java.lang",
      value: 'Cannot invoke "com.example.ledger.Account.balance()" because "account" is null',
      mechanism: { type: "Spring6ExceptionResolver", handled: false },
      stack: [
        "-doDispatch DispatcherServlet.java:1089",
        "transfer TransferController.java:47",
        "withdraw Ledger.java:118",
      ],
    }),
  },
  {
    project: "demo-worker",
    weight: 8,
    make: report({
      ...java,
      type: "DeadlockLoserDataAccessException",
      module: "org.springframework.dao",
      value: (random) =>
        `ERROR: deadlock detected; Process ${3000 + Math.floor(random() * 500)} waits for ShareLock`,
      mechanism: { type: "Spring6ExceptionResolver", handled: false },
      stack: [
        "-run ThreadPoolExecutor.java:1144",
        "settle Settlement.java:203",
        "lockAccounts Ledger.java:77",
      ],
    }),
  },
  {
    project: "demo-worker",
    weight: 14,
    make: report({
      ...go,
      type: "runtime.boundsError",
      value: (random) => `index out of range [${3 + Math.floor(random() * 4)}] with length 3`,
      mechanism: { type: "recover", handled: false },
      level: "fatal",
      stack: [
        "-ServeHTTP net/http/server.go:2220",
        "(*Handler).Resize resize/handler.go:61",
        "quadrant resize/split.go:28",
      ],
      source: `
// quadrant gives the n-th part of a picture.
func quadrant(parts []image.Rectangle, n int) image.Rectangle {
>>	return parts[n]
}`,
    }),
  },
  {
    project: "demo-worker",
    weight: 5,
    make: report({
      ...go,
      type: "*url.Error",
      value: 'Get "http://stock.internal/sku/A-1042": context deadline exceeded',
      mechanism: { type: "generic", handled: true },
      stack: ["-ServeHTTP net/http/server.go:2220", "(*Client).Sku stock/client.go:44"],
    }),
  },
  {
    project: "demo-legacy",
    weight: 24,
    make: report({
      ...php,
      type: "ErrorException",
      value: 'Undefined array key "vat_rate"',
      mechanism: { type: "generic", handled: false },
      stack: [
        "-handle /vendor/laravel/framework/src/Illuminate/Foundation/Http/Kernel.php:200",
        "App\\Invoices\\Totals::forInvoice /app/Invoices/Totals.php:37",
      ],
      source: `
    public function forInvoice(Invoice $invoice): Money
    {
        $net = $invoice->net();
>>        return $net->times(1 + $invoice->meta['vat_rate']);
    }`,
    }),
  },
  {
    project: "demo-legacy",
    weight: 9,
    make: report({
      ...php,
      type: "Illuminate\\Database\\QueryException",
      value: "SQLSTATE[HY000]: General error: 2006 MySQL server has gone away",
      mechanism: { type: "generic", handled: false },
      stack: [
        "-runQueryCallback /vendor/laravel/framework/src/Illuminate/Database/Connection.php:829",
        "App\\Reports\\Export::rows /app/Reports/Export.php:64",
      ],
    }),
  },
  {
    project: "demo-legacy",
    weight: 11,
    make: report({
      ...ruby,
      type: "NoMethodError",
      value: "undefined method 'label_url' for nil",
      mechanism: { type: "rails", handled: false },
      stack: [
        "-process_action action_controller/metal/rescue.rb:36",
        "create app/controllers/returns_controller.rb:21",
        "print app/models/parcel.rb:14",
      ],
      source: `
  def print
>>    Printer.enqueue(carrier.label_url)
  end`,
    }),
  },
  {
    project: "demo-legacy",
    weight: 8,
    make: report({
      ...dotnet,
      type: "System.NullReferenceException",
      module: "System.Private.CoreLib, Version=9.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e",
      value: "Object reference not set to an instance of an object.",
      mechanism: { type: "Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", handled: false },
      stack: [
        "-InvokeNextActionFilterAsync ControllerActionInvoker.cs:312",
        "QuoteController.Get /src/Pricing/QuoteController.cs:33",
        "Discounts.For /src/Pricing/Discounts.cs:58",
      ],
    }),
  },
];
