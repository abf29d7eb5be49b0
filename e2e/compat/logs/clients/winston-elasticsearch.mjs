import winston from "winston";
import { ElasticsearchTransport } from "winston-elasticsearch";
import { fail, lines, stay, token, url } from "./scene.mjs";

const clientOpts = { node: url.origin, auth: { username: "elastic", password: token } };
const transport = new ElasticsearchTransport({
  level: "debug",
  indexPrefix: "checkout",
  flushInterval: 300,
  clientOpts,
});
for (const name of ["error", "warning"]) transport.on(name, fail);
const logger = winston.createLogger({ level: "debug", transports: [transport] });
logger.on("error", fail);
for (const { level, message, fields } of lines) logger.log(level, message, fields);
stay();
