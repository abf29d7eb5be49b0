import { shellQuote } from "@/lib/events/text/shell-quote";
import { quoteJson } from "./quote";
import type { LogSender } from "./sender";

const curl: LogSender = {
  id: "curl",
  name: "curl",
  snippets: ({ base, token, service }) => [
    {
      title: "Terminal",
      code: `curl -sS ${shellQuote(`${base}/ingest/${token}`)} \\
  --data-binary ${shellQuote(JSON.stringify({ level: "info", service, message: "Hello from curl", user: 42 }))}`,
    },
    {
      title: "Terminal, a whole file",
      code: `curl -sS ${shellQuote(`${base}/ingest/${token}?service=${encodeURIComponent(service)}`)} \\
  --data-binary @/var/log/dpkg.log`,
    },
  ],
  note: "Takes JSON objects, in an array, in lines or one after the other, and lines of text. What the lines do not say stands in the address: ?level=, ?host=, ?service=, ?logger=, ?source=.",
};

const loggly: LogSender = {
  id: "loggly",
  name: "Loggly",
  snippets: ({ base, uuid }) => [
    {
      title: "Terminal",
      code: `curl -sS -H 'content-type: text/plain' ${shellQuote(`${base}/inputs/${uuid}/tag/http/`)} \\
  --data-binary 'Hello from Loggly'`,
    },
    {
      title: "Terminal, many lines",
      code: `printf '%s\\n' 'first line' 'second line' |
  curl -sS -H 'content-type: text/plain' ${shellQuote(`${base}/bulk/${uuid}/tag/bulk/`)} --data-binary @-`,
    },
  ],
  note: "Senders made for Loggly work with this host and token in place of theirs.",
  listener: {
    what: "Loggly's syslog way (port 514 or 6514) needs a syslog listener.",
    kinds: ["syslog_tcp", "syslog_tls", "syslog_udp"],
  },
};

const hec: LogSender = {
  id: "hec",
  name: "Splunk HEC",
  snippets: ({ base, uuid, service }) => [
    {
      title: "Terminal",
      code: `curl -sS ${shellQuote(`${base}/services/collector/event`)} \\
  -H ${shellQuote(`Authorization: Splunk ${uuid}`)} \\
  --data-binary ${shellQuote(JSON.stringify({ source: service, event: { severity: "info", message: "Hello from Splunk" } }))}`,
    },
    {
      title: "Terminal, raw lines",
      code: `curl -sS ${shellQuote(`${base}/services/collector/raw`)} \\
  -H ${shellQuote(`Authorization: Splunk ${uuid}`)} \\
  --data-binary 'Hello from Splunk'`,
    },
  ],
  note: "Senders made for Splunk's HTTP Event Collector want the address and the token; index and sourcetype become fields.",
};

const gelf: LogSender = {
  id: "gelf",
  name: "Graylog GELF",
  snippets: ({ base, token, service }) => [
    {
      title: "Terminal",
      code: `curl -sS ${shellQuote(`${base}/gelf`)} \\
  -H ${shellQuote(`Authorization: Bearer ${token}`)} \\
  --data-binary ${shellQuote(
    JSON.stringify({
      version: "1.1",
      host: "web-1",
      short_message: "Hello from GELF",
      level: 6,
      _service: service,
    }),
  )}`,
    },
  ],
  note: "Senders that cannot set a header take the address with ?token= and the token behind it.",
  listener: { what: "GELF over UDP or TCP needs a GELF listener.", kinds: ["gelf_udp", "gelf_tcp"] },
};

const loki: LogSender = {
  id: "loki",
  name: "Loki",
  snippets: ({ base, token, service }) => [
    {
      title: "Terminal",
      code: `curl -sS -u ${shellQuote(`jackdaw:${token}`)} ${shellQuote(`${base}/loki/api/v1/push`)} \\
  -H 'content-type: application/json' \\
  --data-binary '{"streams":[{"stream":'${shellQuote(JSON.stringify({ service, level: "info" }))}',
    "values":[["'"$(date +%s)"'000000000","Hello from Loki"]]}]}'`,
    },
    {
      title: "Alloy",
      code: `loki.write "jackdaw" {
  endpoint {
    url = ${quoteJson(`${base}/loki/api/v1/push`)}
    basic_auth {
      username = "jackdaw"
      password = ${quoteJson(token)}
    }
  }
}`,
    },
  ],
};

const elastic: LogSender = {
  id: "elasticsearch",
  name: "Elasticsearch bulk",
  snippets: ({ base, token, service }) => [
    {
      title: "Terminal",
      code: `printf '%s\\n' '{"create":{"_index":"logs"}}' \\
  ${shellQuote(JSON.stringify({ message: "Hello from bulk", level: "info", service }))} |
  curl -sS -u ${shellQuote(`jackdaw:${token}`)} ${shellQuote(`${base}/elastic/_bulk`)} \\
    -H 'content-type: application/x-ndjson' --data-binary @-`,
    },
  ],
  note: "The address for senders is the one before /_bulk; user name and password, or an API key.",
};

export const protocolSenders = [curl, loggly, hec, gelf, loki, elastic];
