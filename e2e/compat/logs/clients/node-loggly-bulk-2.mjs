import loggly from "node-loggly-bulk";
import { fail, lines, stay, tlsHost, token } from "./scene.mjs";

const bufferOptions = { size: 500, retriesInMilliSeconds: 500 };
const tags = ["checkout", "eu"];
const client = loggly.createClient({
  token,
  subdomain: "x",
  host: tlsHost,
  json: true,
  isBulk: true,
  tags,
  bufferOptions,
});
for (const { level, message, fields } of lines)
  client.log({ level, message, ...fields }, (error) => error && fail(error));
stay();
