import { join } from "node:path";
import { sourcesFolder } from "./folders.mjs";
import { runProgram } from "./run-program.mjs";

const CASES = [
  ..."handled other-function block cause-chain id-in-message recursion-shallow recursion-deep nil".split(" "),
  ..."message message-other-number fingerprint".split(" "),
];

/** The gems as Debian packs them: `apt-get install ruby ruby-sentry-ruby ruby-sentry-raven`. */
export const rubyClients = [
  rubyClient("sentry-ruby-5.3.0", "sentry-ruby", "cases-sentry.rb"),
  rubyClient("raven-ruby-3.1.2", "sentry-raven", "cases-raven.rb"),
];

function rubyClient(name, gem, program) {
  const folder = join(sourcesFolder, "ruby");
  return {
    name,
    cases: CASES,
    async prepare() {
      try {
        const { code, output } = await runProgram("ruby", ["-e", `gem "${gem}", "${name.split("-").pop()}"`]);
        return code === 0 ? undefined : `the gem is not there: ${output.split("\n")[0]}`;
      } catch {
        return "this machine has no ruby";
      }
    },
    async run(name, sink) {
      const { output } = await runProgram("ruby", [program, name], {
        cwd: folder,
        env: { DSN: sink.legacyDsn },
      });
      return output;
    },
  };
}
