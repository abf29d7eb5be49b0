import { join } from "node:path";
import { root } from "./run-step.mjs";

/** Bundles our own server code into `dist/`; npm packages stay outside. */
export async function bundleServer() {
  const { build, stop } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: { main: "server/main.ts", web: "server/web.ts", "log-engine": "server/log-engine.ts" },
    outdir: join(root, "dist"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20.19",
    sourcemap: true,
    logLevel: "warning",
    tsconfig: "tsconfig.json",
  });
  // Its service would live as long as the server that is started next.
  await stop();
}
