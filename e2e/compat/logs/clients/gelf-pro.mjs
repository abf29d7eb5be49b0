import log from "gelf-pro";
import { fail, lines, port } from "./scene.mjs";

// "udp" or "tcp"
const [adapterName] = process.argv.slice(2);
log.setConfig({
  adapterName,
  adapterOptions: { host: "127.0.0.1", port },
  fields: { facility: "checkout" },
});
// One after the other: it opens a socket or a connection for each.
for (const { level, message, fields } of lines)
  await new Promise((resolve) =>
    log[level](message, fields ?? {}, (error) => (error ? fail(error) : resolve())),
  );
