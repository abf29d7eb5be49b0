import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { emitAll } from "./otlp.mjs";
import { token, url } from "./scene.mjs";

await emitAll(
  new OTLPLogExporter({
    url: new URL("/v1/logs", url).href,
    headers: { authorization: `Bearer ${token}` },
    compression: "none",
  }),
);
