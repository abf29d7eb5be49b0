// Bundled after raven-js's own script; `DSN` and `CASE` come from the page.
import { runCase } from "./cases-shop.js";

Raven.config(window.DSN, { release: "shop@1.2.3", environment: "payloads" }).install();

runCase(window.CASE, {
  error: (error) => Raven.captureException(error),
  message: (text) => Raven.captureMessage(text, { level: "warning" }),
  fingerprint: (error, parts) => Raven.captureException(error, { fingerprint: parts }),
});
