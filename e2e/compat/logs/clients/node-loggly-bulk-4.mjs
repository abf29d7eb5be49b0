import loggly from "node-loggly-bulk-4";
import { fail, lines, stay, tlsHost, token } from "./scene.mjs";

const client = loggly.createClient({
  token,
  subdomain: "x",
  host: tlsHost,
  json: true,
  tags: ["checkout", "eu"],
});
for (const { level, message, fields } of lines)
  client.log({ level, message, ...fields }, (error) => error && fail(error));
stay();
