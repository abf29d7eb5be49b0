// Bundled as a site would; `DSN` and `CASE` come from the page. Reports one error in the way that the case names.
import * as Sentry from "@sentry/browser";
import { runCase } from "./cases-shop.js";

const name = window.CASE;
Sentry.init({
  dsn: window.DSN,
  release: "shop@1.2.3",
  environment: "payloads",
  attachStacktrace: name === "message-with-stack",
});

runCase(name, {
  error: (error) => Sentry.captureException(error),
  message: (text) => Sentry.captureMessage(text, "warning"),
  fingerprint(error, parts) {
    Sentry.withScope((scope) => {
      scope.setFingerprint(parts);
      Sentry.captureException(error);
    });
  },
});
