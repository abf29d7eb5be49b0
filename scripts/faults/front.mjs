import { freePort, start } from "./processes.mjs";

/** The web role is not part of this: nothing listens there. */
const NO_WEB = "http://127.0.0.1:9";

/** Starts one role of the production bundle as a process of its own. */
export function startRole(role, { program, databaseUrl, dataFolder, port, preload = [], env = {} }) {
  const args = [...preload.map((file) => `--import=${file}`), program, `--role=${role}`];
  const settings = {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    JACKDAW_DATA: dataFolder,
    JACKDAW_WEB_URL: NO_WEB,
    HOST: "127.0.0.1",
    PORT: String(port),
    ...env,
  };
  return start(args, settings, (line) => line.includes("Jackdaw is ready"));
}

/**
 * A front of the production bundle on a port that it keeps over restarts. `ready` resolves when it takes
 * requests; while it is away a new one stands there, and it rejects when the front ended by itself.
 */
export async function openFront(options) {
  const port = await freePort();
  let running;
  let isWanted = false;
  let release;
  /** @type {Promise<void>} */
  let ready = launch();
  await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    get ready() {
      return ready;
    },
    /** Kills it without a word. Whoever sends waits from now on, until `restart`. */
    async kill() {
      await ready;
      isWanted = false;
      ready = new Promise((resolve) => {
        release = resolve;
      });
      await running.kill("SIGKILL");
    },
    async restart() {
      await launch();
      release();
    },
  };

  async function launch() {
    const begun = await startRole("front", { ...options, port });
    running = begun;
    isWanted = true;
    void begun.ended.then((code) => {
      if (running === begun && isWanted) noteEnd(`The front ended by itself (${code})`, begun.output);
    });
  }

  function noteEnd(what, output) {
    ready = Promise.reject(new Error(`${what}:\n${output.join("\n")}`));
    ready.catch(() => {});
  }
}
