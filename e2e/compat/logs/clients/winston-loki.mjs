import winston from "winston";
import LokiTransport from "winston-loki";
import { fail, lines, stay, token, url } from "./scene.mjs";

// "json" or "snappy"
const [format] = process.argv.slice(2);
const transport = new LokiTransport({
  host: url.origin,
  basicAuth: `x:${token}`,
  labels: { app: "checkout", env: "eu" },
  json: format === "json",
  interval: 0.3,
  onConnectionError: fail,
});
const logger = winston.createLogger({ level: "debug", transports: [transport] });
for (const { level, message, fields } of lines) logger.log({ level, message, ...fields });
stay();
