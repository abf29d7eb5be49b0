import { graylog } from "graylog2";
import { fail, lines, port } from "./scene.mjs";

const names = { debug: "debug", info: "info", warn: "warning", error: "error" };
const logger = new graylog({
  servers: [{ host: "127.0.0.1", port }],
  hostname: "web-1",
  facility: "checkout",
  bufferSize: 60,
});
logger.on("error", fail);
for (const { level, message, fields } of lines) logger[names[level]](message, fields ?? {});
logger.close(() => {});
