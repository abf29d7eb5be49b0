import syslog from "syslog-client";
import { fail, lines, port } from "./scene.mjs";

const severities = { debug: 7, info: 6, warn: 4, error: 3 };
const options = {
  syslogHostname: "web-1",
  appName: "checkout",
  transport: syslog.Transport.Udp,
  port,
  rfc3164: false,
};
const client = syslog.createClient("127.0.0.1", options);
client.on("error", fail);
for (const { level, message } of lines)
  await new Promise((resolve) =>
    client.log(message, { severity: severities[level] }, (error) => (error ? fail(error) : resolve())),
  );
client.close();
