import pino from "pino";
import pinoElastic from "pino-elasticsearch";
import { fail, lines, token, url } from "./scene.mjs";

const auth = { username: "elastic", password: token };
const stream = pinoElastic({ index: "checkout", node: url.origin, auth, esVersion: 8, flushBytes: 1e6 });
for (const name of ["error", "insertError", "unknown"]) stream.on(name, fail);
const logger = pino({ level: "debug", name: "checkout" }, stream);
for (const { level, message, fields } of lines) logger[level](fields ?? {}, message);
stream.end();
