import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Real browsers, run without a hand on them: the page does what is to be done. */
const engines = {
  chromium: {
    programs: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    args: (profile) => ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`],
  },
  firefox: {
    programs: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
    args: (profile) => ["--headless", "--no-remote", "--profile", profile],
  },
  // WebKitGTK's own test browser, from Debian's libwebkit2gtk and xvfb: the engine of Safari without Apple around it.
  webkit: {
    programs: ["4.1", "4.0", "6.0"].flatMap((version) =>
      ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map(
        (folder) => `${folder}/webkit2gtk-${version}/MiniBrowser`,
      ),
    ),
    wrapper: ["xvfb-run", "-a"],
    args: () => ["--private"],
    env: { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", LIBGL_ALWAYS_SOFTWARE: "1" },
  },
};

/** The program of an engine on this machine; undefined if it has none. */
export function findEngine(name) {
  const { programs, wrapper } = engines[name];
  if (wrapper && !existsSync(`/usr/bin/${wrapper[0]}`)) return undefined;
  return programs.find((path) => existsSync(path));
}

/** Opens a page with a fresh profile; `close` ends the browser and all that it started. */
export async function openEngine(name, url) {
  const { wrapper = [], args, env = {} } = engines[name];
  const profile = await mkdtemp(join(tmpdir(), `payloads-${name}-`));
  const [command, ...rest] = [...wrapper, findEngine(name), ...args(profile), url];
  const child = spawn(command, rest, { detached: true, stdio: "ignore", env: { ...process.env, ...env } });
  const ended = new Promise((resolve) => child.on("close", resolve));
  return {
    async close() {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
      } catch {
        // It has ended by itself.
      }
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
