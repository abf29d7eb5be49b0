import pino from "pino";
import { pinoLoki } from "pino-loki";
import { lines, stay, token, url } from "./scene.mjs";

const stream = pinoLoki({
  host: url.origin,
  basicAuth: { username: "x", password: token },
  batching: { interval: 0.3, maxBufferSize: 0 },
  labels: { app: "checkout", env: "eu" },
  silenceErrors: false,
});
const logger = pino({ level: "debug", name: "checkout" }, stream);
for (const { level, message, fields } of lines) logger[level](fields ?? {}, message);
stay();
