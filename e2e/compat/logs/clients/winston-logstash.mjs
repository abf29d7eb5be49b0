import winston from "winston";
import LogstashTransport from "winston-logstash/lib/winston-logstash-latest.js";
import { fail, lines, port, stay } from "./scene.mjs";

const transport = new LogstashTransport({ port, host: "127.0.0.1", node_name: "web-1" });
transport.on("error", fail);
const logger = winston.createLogger({ level: "debug", transports: [transport] });
for (const { level, message, fields } of lines) logger.log(level, message, fields);
stay();
