import winston from "winston";
import { Syslog } from "winston-syslog";
import { fail, lines, port, stay } from "./scene.mjs";

const transport = new Syslog({
  host: "localhost",
  port,
  protocol: "tls4",
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
