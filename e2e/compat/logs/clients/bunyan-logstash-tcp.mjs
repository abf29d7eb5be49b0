import bunyan from "bunyan";
import tcp from "bunyan-logstash-tcp";
import { fail, lines, port, stay } from "./scene.mjs";

const stream = tcp.createStream({ host: "127.0.0.1", port });
stream.on("error", fail);
const logger = bunyan.createLogger({
  name: "checkout",
  level: "debug",
  streams: [{ level: "debug", type: "raw", stream }],
});
for (const { level, message, fields } of lines) logger[level](fields ?? {}, message);
stay();
