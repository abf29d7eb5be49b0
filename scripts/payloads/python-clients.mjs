import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { compatFolder, workFolder } from "./folders.mjs";
import { mustRun, runProgram } from "./run-program.mjs";

const CASES = [
  ..."handled handled-at-top unhandled other-function message message-other-number message-with-stack logger".split(
    " ",
  ),
  ..."logger-other-values logger-other-template logger-exception cause-chain context-chain".split(" "),
  ..."group-one-kind group-two-kinds id-in-message fingerprint fingerprint-hybrid stack-overflow".split(" "),
  ..."recursion-shallow recursion-deep thread lambda".split(" "),
];
const RAVEN_CASES = [
  ..."handled handled-at-top unhandled message message-other-number message-with-parameters logger".split(
    " ",
  ),
  ..."logger-other-values cause-chain fingerprint recursion-shallow".split(" "),
];

export const pythonClients = [
  pythonClient("sentry-python-0.20.3", "sentry-sdk==0.20.3", "cases_python.py", CASES),
  pythonClient("sentry-python-1.45.1", "sentry-sdk==1.45.1", "cases_python.py", CASES),
  pythonClient("sentry-python-2.75.0", "sentry-sdk==2.75.0", "cases_python.py", CASES),
  pythonClient("raven-python-5.33.0", "raven==5.33.0", "cases_raven_python.py", RAVEN_CASES),
  pythonClient("raven-python-6.10.0", "raven==6.10.0", "cases_raven_python.py", RAVEN_CASES),
];

/** Runs in the environment that the compat tests made, if there is one, else in one of its own with this machine's python3. */
function pythonClient(name, requirement, program, cases) {
  const folder = `.venv-${requirement.replaceAll(/[^a-z0-9]+/g, "-")}`;
  const known = [join(compatFolder, folder), join(workFolder, folder)];
  const places = [];
  let python = "";
  return {
    name,
    cases,
    places,
    async prepare() {
      let environment = known.find((path) => existsSync(join(path, "bin/python")));
      if (!environment) {
        environment = known[1];
        await mkdir(workFolder, { recursive: true });
        await mustRun("python3", ["-m", "venv", environment]);
        await mustRun(join(environment, "bin/pip"), ["install", "--quiet", requirement]);
      }
      python = join(environment, "bin/python");
      const { output } = await runProgram(python, ["-c", "import sys; print(sys.base_prefix)"]);
      places.push([environment, "/srv/venv"], [output.trim(), "/usr/local"]);
    },
    async run(name, sink) {
      const dsn = requirement.startsWith("raven") ? sink.legacyDsn : sink.dsn;
      const { output } = await runProgram(python, [join("clients", program), name], {
        cwd: compatFolder,
        env: { DSN: dsn, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
      });
      return output;
    },
  };
}
