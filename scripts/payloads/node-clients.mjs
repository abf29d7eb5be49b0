import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compatFolder } from "./folders.mjs";
import { installJavascript, javascriptModules } from "./install-javascript.mjs";
import { runProgram } from "./run-program.mjs";

const CASES = [
  ..."handled unhandled handled-in-callback other-function message message-other-number".split(" "),
  ..."message-with-stack cause-chain aggregate-error id-in-message async-rejection async-handled".split(" "),
  ..."fingerprint fingerprint-hybrid stack-overflow recursion-shallow recursion-deep method made-function".split(
    " ",
  ),
  ..."json-parse thrown-text thrown-object".split(" "),
];
const RAVEN_CASES = [
  ..."handled unhandled handled-in-callback message message-other-number fingerprint recursion-shallow".split(
    " ",
  ),
  "thrown-text",
];

export const nodeClients = [
  sentry("sentry-node-5", "5.30.0", javascriptModules),
  sentry("sentry-node-7", "7.120.4", join(compatFolder, "node_modules")),
  sentry("sentry-node-8", "8.55.2", join(compatFolder, "node_modules")),
  sentry("sentry-node-11", "11.12.0", join(compatFolder, "node_modules")),
  {
    ...nodeClient("raven", "2.6.4", join(compatFolder, "node_modules"), "cases-raven-node.cjs", RAVEN_CASES),
    name: "raven-node-2.6.4",
  },
];

function sentry(packageName, version, modules) {
  const name = `sentry-node-${version}`;
  return { ...nodeClient(packageName, version, modules, "cases-node.cjs", CASES), name };
}

function nodeClient(packageName, version, modules, program, cases) {
  const folder = join(modules, packageName);
  return {
    cases,
    async prepare() {
      if (modules === javascriptModules) await installJavascript();
      if (!existsSync(folder)) return `${folder} is not installed`;
      const installed = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
      return installed === version ? undefined : `${version} is expected, ${installed} is installed`;
    },
    async run(name, sink) {
      const dsn = packageName === "raven" ? sink.legacyDsn : sink.dsn;
      const { output } = await runProgram(process.execPath, [join("clients", program), folder, name], {
        cwd: compatFolder,
        env: { DSN: dsn },
      });
      return output;
    },
  };
}
