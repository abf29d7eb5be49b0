import loggly from "node-loggly-bulk";
import winston from "winston";
import { Loggly } from "winston-loggly-bulk";
import { fail, lines, stay, tlsHost, token } from "./scene.mjs";

const transport = new Loggly({ token, subdomain: "x", tags: ["checkout"], json: true, level: "debug" });
// It has no setting for the host; its client does.
transport.client = loggly.createClient({
  token,
  subdomain: "x",
  host: tlsHost,
  json: true,
  tags: ["checkout"],
});
const logger = winston.createLogger({ level: "debug", transports: [transport] });
logger.on("error", fail);
for (const { level, message, fields } of lines) logger.log(level, message, fields);
stay();
