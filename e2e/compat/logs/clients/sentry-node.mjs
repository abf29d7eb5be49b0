import * as Sentry from "sentry-node-11";
import { lines } from "./scene.mjs";

Sentry.init({ dsn: process.env.DSN, enableLogs: true, serverName: "web-1", environment: "eu" });
for (const { level, message, fields } of lines) Sentry.logger[level](message, fields);
await Sentry.flush(20_000);
