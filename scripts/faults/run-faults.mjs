import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit, openFindDrift } from "./audit.mjs";
import { auditLines } from "./audit-lines.mjs";
import { bundle } from "./bundle.mjs";
import { openStream } from "./deliveries.mjs";
import { openFront, startRole } from "./front.mjs";
import { openPostgres } from "./postgres.mjs";
import { endAll, killFamily } from "./processes.mjs";
import { openProject } from "./project.mjs";
import { killDeliveries } from "./scenarios/kill-deliveries.mjs";
import { killFront } from "./scenarios/kill-front.mjs";
import { killLogs } from "./scenarios/kill-logs.mjs";
import { killPostgres } from "./scenarios/kill-postgres.mjs";
import { overload } from "./scenarios/overload.mjs";
import { postgresAway } from "./scenarios/postgres-away.mjs";
import { powerCut } from "./scenarios/power-cut.mjs";
import { twoFronts } from "./scenarios/two-fronts.mjs";
import { variants } from "./variants.mjs";

const SCENARIOS = {
  "kill-front": { run: killFront, short: { times: 3 }, long: { times: 25 }, broken: { times: 2 } },
  "kill-postgres": { run: killPostgres, short: { times: 1 }, long: { times: 5 } },
  "postgres-away": { run: postgresAway, short: { seconds: 5 }, long: { seconds: 60 } },
  "power-cut": { run: powerCut, short: {}, long: {}, broken: {} },
  "two-fronts": { run: twoFronts, short: {}, long: {}, broken: {} },
  "kill-logs": { run: killLogs, short: { times: 1 }, long: { times: 8 }, broken: { times: 1, seals: false } },
  "kill-deliveries": {
    run: killDeliveries,
    short: { times: 2 },
    long: { times: 8, lease: "whole" },
    broken: { times: 1 },
  },
  overload: { run: overload, long: {} },
};
/** Of the broken ones the short form tries this alone. */
const SHORT_VARIANTS = ["ack-before-commit", "ack-lines-before-commit", "mark-before-send"];
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Of the server, so that messages can be written here that it can send. */
const SECRET = randomBytes(32).toString("hex");
const RECORDER = new URL("record-syncs.mjs", import.meta.url).href;

/**
 * Runs the fault suite and prints what it finds. `form` is `short`, `long` or `variants`; `only` narrows it to scenarios
 * or variants of these names. Answers the sums, and how many checks passed and failed.
 */
export async function runFaults({ form, only = [] }) {
  const isAsked = (name) => only.length === 0 || only.includes(name);
  const scenarios =
    form === "variants"
      ? []
      : Object.keys(SCENARIOS).filter((name) => SCENARIOS[name][form] && isAsked(name));
  const broken = variants.filter(({ name }) => {
    if (form === "variants") return isAsked(name);
    return form === "short" && SHORT_VARIANTS.includes(name) && isAsked(name);
  });
  const sums = { kills: 0, acked: 0, lost: 0, doubled: 0, drift: 0 };
  const result = { passed: 0, failed: 0, sums };
  const programs = await bundle(broken);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "jackdaw-faults-")));
  // Postgres does not run as root, and must get in.
  chmodSync(folder, 0o755);
  const leave = async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
    programs.remove();
  };
  const interrupt = () => void leave().then(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    const postgres = await openPostgres(programs.postgres, join(folder, "postgres"));
    const startWorker = () =>
      startRole("worker", {
        program: programs.server(),
        databaseUrl: postgres.url,
        dataFolder: join(folder, "worker"),
        port: 1,
      });
    const [findDrift, first] = await Promise.all([openFindDrift(programs.findDrift), startWorker()]);
    let worker = first;
    /** Ends the worker of all scenarios; gives what starts it again. */
    const restWorker = async () => {
      await worker.kill("SIGTERM");
      return async () => {
        worker = await startWorker();
      };
    };
    const world = { programs, folder, postgres, findDrift, restWorker };
    for (const name of scenarios) {
      const found = await tell(name, () => runScenario(world, name, SCENARIOS[name][form]));
      for (const key of Object.keys(sums)) sums[key] += found[key] ?? 0;
      if (found.isClean) result.passed++;
      else result.failed++;
    }
    for (const variant of broken) {
      const { name, scenario } = variant;
      const found = await tell(`${scenario} of “${name}”: ${variant.says}`, () =>
        runScenario(world, scenario, SCENARIOS[scenario].broken, variant),
      );
      const isCaught = !found.isClean && !found.error;
      console.log(isCaught ? `  ✓ ${name} is caught` : `  ✗ ${name} is NOT caught`);
      if (isCaught) result.passed++;
      else result.failed++;
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    await leave();
  }
  return result;
}

async function tell(title, run) {
  console.log(title);
  const begun = performance.now();
  try {
    const found = await run();
    const { note, findings } = found;
    const isClean = found.lost === 0 && found.doubled === 0 && found.drift === 0;
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    console.log(`  ${isClean ? "✓" : "✗"} ${summary(found)} (${seconds} s)${note ? `; ${note}` : ""}`);
    for (const finding of findings) console.log(`    ${finding}`);
    return { ...found, isClean };
  } catch (error) {
    console.log(`  ✗ ${error.message}`);
    return { isClean: false, error };
  }
}

/** The figures as the last line of the suite has them. */
export function summary({ kills, acked, lost, doubled, drift }) {
  return `kills=${kills} acked=${acked} lost=${lost} doubled=${doubled} drift=${drift}`;
}

/** One scenario with data folders and a project of its own; what it started is ended afterwards. */
async function runScenario({ programs, folder, postgres, findDrift, restWorker }, name, options, variant) {
  const own = mkdtempSync(join(folder, `${name}-`));
  const dataFolder = join(own, "data");
  const syncLog = join(own, "syncs");
  const fronts = [];
  const workers = [];
  try {
    return await SCENARIOS[name].run({
      ...options,
      postgres,
      dataFolder,
      syncLog,
      openProject: () => openProject(postgres),
      audit: (what) => audit({ ...what, postgres, findDrift, dataFolders: [dataFolder] }),
      // The worker of all scenarios seals, too, and whichever comes first does it.
      auditLines: (what) =>
        auditLines({
          ...what,
          postgres,
          spools: [dataFolder],
          dataFolders: [join(own, "worker"), join(folder, "worker")],
        }),
      /** Somebody to tell, while the worker of all scenarios, which knows of no mail server, rests. */
      async openDelivering(office) {
        const project = await openProject(postgres);
        const wake = await restWorker();
        const stream = await openStream({
          program: programs.tell,
          postgres,
          project,
          office,
          secret: SECRET,
        });
        return {
          project,
          stream,
          async close() {
            for (const kill of workers) await kill();
            await stream.close();
            await wake();
          },
        };
      },
      /** A worker beside that one, which may be killed with all that it started; with an office it delivers there. */
      async openWorker(office) {
        const { pid, ended } = await startRole("worker", {
          program: programs.server(office && variant),
          databaseUrl: postgres.url,
          dataFolder: join(own, `worker${office ? workers.length : ""}`),
          port: 1,
          ...(office && {
            env: {
              JACKDAW_SMTP_URL: office.mailUrl,
              JACKDAW_PRIVATE_HOSTS: "127.0.0.1",
              JACKDAW_SECRET: SECRET,
            },
          }),
        });
        const kill = async () => {
          killFamily(pid);
          await ended;
        };
        workers.push(kill);
        return { kill };
      },
      async openFront({ recordsSyncs = false } = {}) {
        const front = await openFront({
          program: programs.server(variant),
          databaseUrl: postgres.url,
          dataFolder,
          ...(recordsSyncs && { preload: [RECORDER], env: { FAULTS_SYNC_LOG: syncLog } }),
        });
        fronts.push(front);
        return front;
      },
    });
  } finally {
    for (const front of fronts) await front.kill().catch(() => {});
    for (const kill of workers) await kill();
    if (!(await postgres.isThere())) await postgres.resume();
  }
}
