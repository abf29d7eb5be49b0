import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleShop } from "./bundle-shop.mjs";
import { compatFolder } from "./folders.mjs";
import { installJavascript, javascriptModules } from "./install-javascript.mjs";
import { findEngine, openEngine } from "./open-engine.mjs";

const CASES = [
  ..."handled unhandled handled-in-callback other-function message message-other-number".split(" "),
  ..."message-with-stack async-rejection async-handled in-promise in-listener method constructor".split(" "),
  ..."getter tail-call object-method assigned-function made-function native sort json-parse undefined-property".split(
    " ",
  ),
  ..."undefined-call cause-chain aggregate-error id-in-message fingerprint fingerprint-hybrid".split(" "),
  ..."stack-overflow recursion-shallow recursion-deep thrown-text thrown-object".split(" "),
];
const SOME_CASES = [
  ..."handled unhandled handled-in-callback other-function message async-rejection method constructor".split(
    " ",
  ),
  ..."undefined-property recursion-shallow recursion-deep thrown-text".split(" "),
];

const compatModules = join(compatFolder, "node_modules");
const newest = {
  name: "sentry-browser-11.12.0",
  package: join(compatModules, "@sentry/browser"),
  cases: CASES,
};

export const browserClients = ["chromium", "firefox", "webkit"].flatMap((engine) => [
  browserClient(engine, newest),
  browserClient(engine, {
    ...newest,
    name: "sentry-browser-11.12.0-minified",
    minify: true,
    cases: SOME_CASES,
  }),
  ...["8.55.2", "7.120.4", "5.30.0"]
    .filter((version) => engine === "chromium" || version.startsWith("7."))
    .map((version) =>
      browserClient(engine, {
        name: `sentry-browser-${version}`,
        package: join(javascriptModules, `sentry-browser-${version.split(".")[0]}`),
        cases: SOME_CASES,
      }),
    ),
  browserClient(engine, {
    name: "raven-js-3.27.2",
    raven: join(compatModules, "raven-js"),
    cases: SOME_CASES,
  }),
]);

/** One SDK in one engine: the same scripts from the same address whatever the engine. */
function browserClient(engine, sdk) {
  return {
    name: `${sdk.name}-${engine}`,
    cases: sdk.cases,
    async prepare() {
      await installJavascript();
      const folder = sdk.raven ?? sdk.package;
      if (!existsSync(folder)) return `${folder} is not installed`;
      return findEngine(engine) ? undefined : `this machine has no ${engine}`;
    },
    async open(sink) {
      let current = "";
      sink.pages.set("/checkout", { type: "text/html", text: page(Boolean(sdk.raven)) });
      sink.pages.set("/assets/raven.js", { type: "text/javascript", text: await ravenScript(sdk) });
      sink.pages.set("/assets/shop.js", { type: "text/javascript", text: await bundleShop(sdk) });
      sink.pages.set("/assets/case.js", {
        type: "text/javascript",
        text: () =>
          `window.DSN = ${JSON.stringify(sink.dsn)}; window.CASE = ${JSON.stringify(current)};\n${POLL}`,
      });
      sink.pages.set("/case", { type: "text/plain", text: () => current });
      const browser = await openEngine(engine, `http://${sink.host}/checkout`);
      return {
        async run(name) {
          current = name;
        },
        close: () => browser.close(),
      };
    },
  };
}

/** Loads the page anew for each case. It holds the native functions, which SDKs wrap and write breadcrumbs of. */
const POLL = `(function () {
  var get = window.fetch.bind(window), wait = window.setTimeout.bind(window), mine = window.CASE;
  function look() {
    get("/case").then(function (answer) { return answer.text(); }).then(function (text) {
      if (text === mine) wait(look, 50);
      else location.reload();
    });
  }
  wait(look, 50);
})();`;

function page(hasRaven) {
  const scripts = ["/assets/case.js", ...(hasRaven ? ["/assets/raven.js"] : []), "/assets/shop.js"];
  const tags = scripts.map((path) => `<script src="${path}"></script>`).join("\n");
  return `<!doctype html><title>Shop</title><body><h1>Shop</h1>\n${tags}\n</body>`;
}

async function ravenScript(sdk) {
  return sdk.raven ? readFile(join(sdk.raven, "dist/raven.js"), "utf8") : "";
}
