import winston from "winston";
import { Syslog } from "winston-syslog";
import { fail, lines, port, stay } from "./scene.mjs";

// "tcp4" or "tls4"
const [protocol] = process.argv.slice(2);
const transport = new Syslog({
  // What the certificate is for.
  host: "localhost",
  port,
  protocol,
  app_name: "checkout",
  localhost: "web-1",
  type: "5424",
  level: "debug",
});
transport.on("error", fail);
const logger = winston.createLogger({
  levels: winston.config.syslog.levels,
  level: "debug",
  transports: [transport],
});
const names = { warn: "warning" };
for (const { level, message, fields } of lines) logger.log(names[level] ?? level, message, fields);
stay();
