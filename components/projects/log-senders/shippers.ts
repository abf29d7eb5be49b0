import { quoteJson } from "./quote";
import type { LogSender } from "./sender";
import { withPort } from "./target";

const fluentBit: LogSender = {
  id: "fluent-bit",
  name: "Fluent Bit",
  snippets: ({ host, port, isTls, prefix, token, service }) => [
    {
      title: "fluent-bit.yaml",
      code: `pipeline:
  inputs:
    - name: tail
      path: /var/log/*.log
      tag: ${quoteJson(service)}
  outputs:
    - name: http
      match: "*"
      host: ${quoteJson(host)}
      port: ${port}
      tls: ${isTls ? "on" : "off"}
      uri: ${quoteJson(`${prefix}/ingest/${token}?service=${encodeURIComponent(service)}`)}
      format: json_lines
      json_date_key: time
      json_date_format: iso8601
      compress: gzip`,
    },
    { title: "Terminal", code: "fluent-bit -c fluent-bit.yaml" },
  ],
};

const vector: LogSender = {
  id: "vector",
  name: "Vector",
  snippets: ({ base, token }) => [
    {
      title: "/etc/vector/vector.yaml",
      code: `sources:
  journal:
    type: journald

sinks:
  jackdaw:
    type: http
    inputs: ["journal"]
    uri: ${quoteJson(`${base}/ingest/${token}`)}
    method: post
    compression: gzip
    encoding:
      codec: json
    framing:
      method: newline_delimited`,
    },
    { title: "Terminal", code: "vector --config /etc/vector/vector.yaml" },
  ],
  note: "Any source will do in place of journald. Vector's own Loki, Elasticsearch and Splunk sinks work too.",
};

const filebeat: LogSender = {
  id: "filebeat",
  name: "Filebeat",
  snippets: (target) => [
    {
      title: "filebeat.yml",
      code: `filebeat.inputs:
  - type: filestream
    id: ${quoteJson(target.service)}
    paths: ["/var/log/*.log"]

setup.template.enabled: false
setup.ilm.enabled: false

output.elasticsearch:
  hosts: [${quoteJson(`${withPort(target)}/elastic`)}]
  username: "jackdaw"
  password: ${quoteJson(target.token)}`,
    },
    { title: "Terminal", code: "filebeat test output\nfilebeat -e" },
  ],
  listener: {
    what: "output.logstash speaks the Lumberjack protocol, which needs a Beats listener.",
    kinds: ["lumberjack"],
  },
};

const logstash: LogSender = {
  id: "logstash",
  name: "Logstash",
  snippets: (target) => [
    {
      title: "pipeline.conf",
      code: `input {
  stdin { }
}

output {
  elasticsearch {
    hosts => [${quoteJson(`${withPort(target)}/elastic`)}]
    user => "jackdaw"
    password => ${quoteJson(target.token)}
    index => "logs"
    manage_template => false
    ilm_enabled => false
    data_stream => false
  }
}`,
    },
    { title: "Terminal", code: "echo 'Hello from Logstash' | logstash -f pipeline.conf" },
  ],
  listener: {
    what: "The tcp output with the json_lines codec, and the lumberjack output, need a listener.",
    kinds: ["json_tcp", "lumberjack"],
  },
};

const collector: LogSender = {
  id: "otel-collector",
  name: "OpenTelemetry Collector",
  snippets: ({ base, token }) => [
    {
      title: "config.yaml",
      code: `receivers:
  otlp:
    protocols:
      http:
      grpc:

processors:
  batch:

exporters:
  otlphttp/jackdaw:
    logs_endpoint: ${quoteJson(`${base}/v1/logs`)}
    headers:
      authorization: ${quoteJson(`Bearer ${token}`)}

service:
  pipelines:
    logs:
      receivers: [otlp]
      processors: [batch]
      exporters: [otlphttp/jackdaw]`,
    },
    { title: "Terminal", code: "otelcol --config config.yaml" },
  ],
  note: "Or send to this server without a collector: an SDK's OTEL_EXPORTER_OTLP_LOGS_ENDPOINT is the same address.",
};

export const shipperSenders = [fluentBit, vector, filebeat, logstash, collector];
