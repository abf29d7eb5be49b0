import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run-step.mjs";

const SERVER = {
  main: "server/main.ts",
  "log-engine": "server/log-engine.ts",
  "hold-postgres": "server/testing/hold-postgres.ts",
};

/** How messages are written. */
const TELL = `
  export * from "./lib/db/pool";
  export * from "./lib/db/transaction";
  export * from "./lib/notifications/enqueue";
  export * from "./lib/notifications/notification-id";
  export * from "./lib/notifications/secret/seal-secret";`;

/**
 * Bundles the server as it is built for production, the holder of a Postgres, and, with a variant, the server with one
 * text replaced. Answers where the programs are, and `remove`.
 */
export async function bundle(wanted) {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "jackdaw-faults-"));
  // The program finds its migrations beside the folder that it lies in.
  symlinkSync(join(root, "prisma"), join(folder, "prisma"));
  const esbuild = await import("esbuild");
  try {
    await buildInto(esbuild, join(folder, "dist"), { entryPoints: SERVER });
    await buildInto(esbuild, join(folder, "dist"), {
      stdin: {
        contents: 'export * from "./lib/retention/find-drift";\nexport * from "./lib/db/pool";',
        resolveDir: root,
        loader: "ts",
      },
      outfile: join(folder, "dist/find-drift.mjs"),
      outdir: undefined,
    });
    await buildInto(esbuild, join(folder, "dist"), {
      stdin: { contents: TELL, resolveDir: root, loader: "ts" },
      outfile: join(folder, "dist/tell.mjs"),
      outdir: undefined,
    });
    for (const variant of wanted) {
      const { plugin, isDone } = replaceText(variant);
      await buildInto(esbuild, join(folder, `dist-${variant.name}`), {
        entryPoints: { main: SERVER.main },
        plugins: [plugin],
      });
      if (!isDone()) throw new Error(`${variant.file} is no part of the server any more`);
    }
  } finally {
    await esbuild.stop();
  }
  return {
    postgres: join(folder, "dist/hold-postgres.mjs"),
    tell: join(folder, "dist/tell.mjs"),
    findDrift: join(folder, "dist/find-drift.mjs"),
    server: (variant) => join(folder, variant ? `dist-${variant.name}` : "dist", "main.mjs"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function buildInto({ build }, outdir, options) {
  return build({
    absWorkingDir: root,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20.19",
    logLevel: "warning",
    tsconfig: "tsconfig.json",
    ...options,
  });
}

function replaceText({ name, file, from, to }) {
  let isDone = false;
  const path = join(root, file);
  const plugin = {
    name,
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, (asked) => {
        if (asked.path !== path) return undefined;
        const parts = readFileSync(path, "utf8").split(from);
        if (parts.length !== 2)
          throw new Error(`The variant “${name}” does not fit any more: ${file} should hold “${from}” once`);
        isDone = true;
        return { contents: parts.join(to), loader: "ts" };
      });
    },
  };
  return { plugin, isDone: () => isDone };
}
