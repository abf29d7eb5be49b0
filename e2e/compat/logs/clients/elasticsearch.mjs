import { Client } from "@elastic/elasticsearch";
import { fail, lines, token, url } from "./scene.mjs";

const client = new Client({ node: url.origin, auth: { apiKey: token } });
await client.info();
const reply = await client.helpers.bulk({
  datasource: lines,
  onDocument: ({ level, message, fields }) => [
    { create: { _index: "logs-checkout-default" } },
    {
      "@timestamp": new Date().toISOString(),
      log: { level, logger: "shop.pay" },
      message,
      host: { name: "web-1" },
      service: { name: "checkout" },
      trace: { id: "4bf92f3577b34da6a3ce929d0e0e4736" },
      ...fields,
    },
  ],
});
if (reply.successful !== lines.length) fail(reply);
