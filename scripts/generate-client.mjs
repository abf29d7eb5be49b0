import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFiles } from "./hash-files.mjs";
import { programOf, root, runStep } from "./run-step.mjs";

const stamp = join(root, "lib/db/generated/stamp");

/** Runs `prisma generate` when the schema or Prisma changed since the last time. Needs no network. */
export async function generateClient() {
  const hash = hashFiles(["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
  if (readStamp() === hash) return;
  await runStep(
    "Generating the database client",
    process.execPath,
    [programOf("prisma/build/index.js"), "generate"],
    {
      // The CLI insists on a downloaded engine, which `generate` never runs: any file will do.
      // Node itself, because it fails loudly if the CLI did run it.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  );
  writeFileSync(stamp, hash);
}

function readStamp() {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return undefined;
  }
}
