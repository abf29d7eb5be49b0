// Serves the production build for the end-to-end tests, on a data folder that vanishes with the process.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "jackdaw-e2e-"));
chmodSync(folder, 0o711);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const name of Object.keys(process.env))
  if (/^(JACKDAW_|DATABASE_URL$)/.test(name)) delete process.env[name];
process.env.JACKDAW_DATA = join(folder, "data");

await import("./start.mjs");
