import splunk from "splunk-logging";
import { fail, lines, token, url } from "./scene.mjs";

const logger = new splunk.Logger({ token, url: url.origin, maxBatchCount: 0 });
for (const { level, message, fields } of lines)
  logger.send({
    message: fields ? { message, ...fields } : message,
    severity: level,
    metadata: { source: "checkout", sourcetype: "httpevent", host: "web-1", time: Date.now() / 1000 },
  });
logger.flush((error, _response, body) => {
  if (error || body.code !== 0) fail(error ?? body);
});
