import winston from "winston";
import SplunkStreamEvent from "winston-splunk-httplogger";
import { fail, lines, token, url } from "./scene.mjs";

const splunk = { token, host: url.hostname, port: Number(url.port), protocol: "http", source: "checkout" };
const transport = new SplunkStreamEvent({ splunk, level: "debug" });
const logger = winston.createLogger({ level: "debug", transports: [transport] });
logger.on("error", fail);
for (const { level, message, fields } of lines) logger.log(level, message, fields);
