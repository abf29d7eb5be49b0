import { readFileSync } from "node:fs";
import lumberjack from "lumberjack-protocol";
import { lines, stay, tlsHost } from "./scene.mjs";

// It speaks TLS only.
const [host, port] = tlsHost.split(":");
const ca = [readFileSync(process.env.NODE_EXTRA_CA_CERTS)];
const client = lumberjack.client({ host, port: Number(port), ca }, { maxQueueSize: 20_000 });
for (const { level, message, fields } of lines)
  client.writeDataFrame({
    line: message,
    level,
    host: "web-1",
    file: "/var/log/shop.log",
    order: fields?.order ?? "",
  });
stay();
