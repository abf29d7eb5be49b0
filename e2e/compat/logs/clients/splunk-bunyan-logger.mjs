import bunyan from "bunyan";
import splunk from "splunk-bunyan-logger";
import { fail, lines, token, url } from "./scene.mjs";

const stream = splunk.createStream({ token, url: url.origin });
stream.on("error", fail);
stream.level = "debug";
const logger = bunyan.createLogger({ name: "checkout", streams: [stream] });
for (const { level, message, fields } of lines) logger[level](fields ?? {}, message);
