import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { homedir } from "node:os";
import { sourcesFolder, workFolder } from "./folders.mjs";
import { mustRun, runProgram } from "./run-program.mjs";

const GO_CASES = [
  ..."handled cause-chain joined id-in-message id-in-message-other panic nil-pointer goroutine".split(" "),
  ..."recursion-shallow recursion-deep message message-other-number message-with-stack fingerprint".split(
    " ",
  ),
  "fingerprint-hybrid",
];
const RUST_CASES = [
  ..."handled cause-chain parse-error panic panic-other-number unwrap closure thread recursion-shallow".split(
    " ",
  ),
  ..."recursion-deep message message-other-number message-with-stack fingerprint".split(" "),
];
const JAVA_CASES = [
  ..."handled other-function unhandled threads cause-chain suppressed id-in-message recursion-shallow".split(
    " ",
  ),
  ..."recursion-deep stack-overflow in-stream by-reflection by-proxy in-anonymous-class message".split(" "),
  ..."message-other-number fingerprint fingerprint-hybrid".split(" "),
];

export const compiledClients = [
  goClient("0.13.0"),
  goClient("0.50.0"),
  javaClient("7.14.0"),
  javaClient("8.62.0"),
  {
    name: "sentry-rust-0.49.5",
    cases: RUST_CASES,
    places: [[join(homedir(), ".cargo"), "/home/app/.cargo"]],
    async prepare() {
      const folder = await copySources("rust", "rust");
      return tool("cargo", ["build", "--quiet", "--release"], folder);
    },
    run: (name, sink) =>
      runCase(join(workFolder, "rust/target/release/shop"), [name], join(workFolder, "rust"), sink),
  },
];

function goClient(version) {
  const folder = join(workFolder, `go-${version}`);
  const places = [];
  return {
    name: `sentry-go-${version}`,
    cases: GO_CASES,
    places,
    async prepare() {
      await copySources("go", `go-${version}`);
      if (!existsSync(join(folder, "go.mod"))) {
        const reason = await tool("go", ["mod", "init", "shop"], folder);
        if (reason) return reason;
        await mustRun("go", ["get", `github.com/getsentry/sentry-go@v${version}`], { cwd: folder });
      }
      await mustRun("go", ["build", "-o", "shop", "."], { cwd: folder });
      const { output } = await runProgram("go", ["env", "GOMODCACHE"]);
      places.push([output.trim(), "/home/app/go/pkg/mod"], [folder, "/srv/app"]);
      return undefined;
    },
    run: (name, sink) => runCase(join(folder, "shop"), [name], folder, sink),
  };
}

function javaClient(version) {
  const folder = join(workFolder, `java-${version}`);
  return {
    name: `sentry-java-${version}`,
    cases: JAVA_CASES,
    places: [[folder, "/srv/app"]],
    async prepare() {
      await copySources("java", `java-${version}`);
      const copy = ["dependency:copy-dependencies", "-DoutputDirectory=jars", `-Dsentry.version=${version}`];
      const reason = existsSync(join(folder, "jars"))
        ? undefined
        : await tool("mvn", ["-q", "-B", ...copy], folder);
      if (reason) return reason;
      const sources = ["Shop.java", "Reporter.java"].map((file) => join("com/example/shop", file));
      await mustRun("javac", ["-g", "-cp", "jars/*", "-d", "classes", ...sources], { cwd: folder });
      return undefined;
    },
    run: (name, sink) =>
      runCase("java", ["-cp", "jars/*:classes", "com.example.shop.Reporter", name], folder, sink),
  };
}

async function copySources(from, to) {
  const folder = join(workFolder, to);
  await mkdir(folder, { recursive: true });
  await cp(join(sourcesFolder, from), folder, { recursive: true });
  return folder;
}

/** Undefined when the tool did its work; else why not: most machines do not have every language. */
async function tool(command, args, cwd) {
  try {
    await mustRun(command, args, { cwd });
    return undefined;
  } catch (error) {
    return error.code === "ENOENT" ? `this machine has no ${command}` : error.message;
  }
}

async function runCase(command, args, cwd, sink) {
  const { output } = await runProgram(command, args, { cwd, env: { DSN: sink.dsn } });
  return output;
}
