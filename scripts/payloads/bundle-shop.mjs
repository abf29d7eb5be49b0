import { join } from "node:path";
import { build } from "esbuild";
import { compatFolder } from "./folders.mjs";

/**
 * The shop's script with one client in it, as a browser loads it. `sdk.package` is the folder of `@sentry/browser` to
 * build in; with `sdk.raven` the page has loaded raven-js before. It does nothing unless the page names a `CASE`.
 */
export async function bundleShop(sdk) {
  const result = await build({
    entryPoints: [join(compatFolder, "clients", sdk.raven ? "cases-raven-browser.js" : "cases-browser.js")],
    alias: sdk.package ? { "@sentry/browser": sdk.package } : {},
    bundle: true,
    write: false,
    format: "iife",
    minify: sdk.minify ?? false,
  });
  return `if (window.CASE) {\n${result.outputFiles[0].text}\n}`;
}
