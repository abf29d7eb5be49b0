import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "@playwright/test";
import { findDaemon, hasModule } from "./find-daemon";
import { cee, runDaemon, writeScene } from "./run-daemon";
import { scene, type Sender, type Target } from "./sender";
import { testSenders } from "./send-all";

const rsyslog = findDaemon("rsyslogd");
const syslogNg = findDaemon("syslog-ng");
const hasLogger = existsSync("/usr/bin/logger");

const expected = { service: "checkout" };
/** What rsyslog writes for control characters, unless it is told not to. */
const escaped = (message: string) => message.replaceAll("\n", "#012").replaceAll("\t", "#011");

/** The message with the fields, where nobody reads what is behind the cookie. */
const carried = (message: string) => (message === "payment failed" ? cee(message) : message);

/** rsyslog as `rsyslog.conf` has it by default, with one action. */
function rsyslogSender(
  name: string,
  action: (target: Target) => string,
  { more = "", ...sender }: Partial<Sender> & { more?: string } = {},
): Sender {
  return {
    name: `rsyslog, ${name}`,
    expected,
    ...sender,
    command: (target) => {
      if (!rsyslog) throw new Error("there is no rsyslog");
      return runDaemon(
        rsyslog,
        (folder) => [
          "-n",
          "-f",
          join(folder, "conf"),
          "-i",
          join(folder, "pid"),
          ...(rsyslog.modules ? ["-M", rsyslog.modules] : []),
        ],
        (socket) => `
          ${more}
          module(load="imuxsock" SysSock.Use="off")
          input(type="imuxsock" Socket="${socket}" RateLimit.Interval="0")
          ${action(target)}`,
        sender.isBurst ? scene.burst : 0,
      );
    },
  };
}

/** syslog-ng with one destination. */
function syslogNgSender(
  name: string,
  destination: (target: Target) => string,
  sender: Partial<Sender> = {},
): Sender {
  return {
    name: `syslog-ng, ${name}`,
    expected,
    ...sender,
    command: (target) => {
      if (!syslogNg) throw new Error("there is no syslog-ng");
      return runDaemon(
        syslogNg,
        (folder) => [
          "-F",
          "--no-caps",
          "-f",
          join(folder, "conf"),
          "-R",
          join(folder, "persist"),
          "-p",
          join(folder, "pid"),
          "-c",
          join(folder, "control"),
          ...(syslogNg.modules ? [`--module-path=${syslogNg.modules}`] : []),
        ],
        (socket) => `@version: 3.38
          options { keep-hostname(yes); use-dns(no); };
          source local { unix-dgram("${socket}"); };
          destination jackdaw { ${destination(target)} };
          log { source(local); destination(jackdaw); };`,
        sender.isBurst ? scene.burst : 0,
      );
    },
  };
}

const raw = 'global(parser.escapeControlCharactersOnReceive="off")';
const forward = ({ port }: Target, protocol: string, rest: string) =>
  `action(type="omfwd" target="localhost" port="${port}" protocol="${protocol}" ${rest})`;

/** The certificate is its own authority, and has to name the host. */
const trusted = ({ certificate }: Target) => `global(DefaultNetstreamDriverCAFile="${certificate}")`;
const encrypted =
  'TCP_Framing="octet-counted" StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name" ' +
  'StreamDriverPermittedPeers="localhost"';

/** As manuals of Elasticsearch have it. A message that came by the local socket begins with a blank. */
const elastic = ({ url, token }: Target) => `
  module(load="omelasticsearch")
  template(name="Document" type="list") {
    constant(value="{") property(name="timereported" dateFormat="rfc3339" format="jsonf" outname="@timestamp")
    constant(value=",") property(name="hostname" format="jsonf" outname="host")
    constant(value=",") property(name="syslogseverity-text" format="jsonf" outname="severity")
    constant(value=",") property(name="programname" format="jsonf" outname="program")
    constant(value=",") property(name="msg" position.from="2" format="jsonf" outname="message")
    constant(value="}")
  }
  action(type="omelasticsearch" server="127.0.0.1" serverport="${new URL(url).port}" uid="elastic" pwd="${token}"
    template="Document" searchIndex="checkout" bulkmode="on" action.resumeretrycount="-1")`;

const loggly = ({ token }: Target) =>
  `template(name="Loggly" type="string" string="<%pri%>%protocol-version% %timestamp:::date-rfc3339% %HOSTNAME% ` +
  `%app-name% %procid% %msgid% [${token}@41058 tag=\\"rsyslog\\"] %msg%\\n")`;

const rsyslogSenders: Sender[] = [
  rsyslogSender(
    "RFC 5424 over TCP, counted",
    (to) => forward(to, "tcp", 'template="RSYSLOG_SyslogProtocol23Format" TCP_Framing="octet-counted"'),
    { listener: "syslog_tcp", isBurst: true, more: raw },
  ),
  rsyslogSender(
    "RFC 3164 over TCP, by lines",
    (to) => forward(to, "tcp", 'template="RSYSLOG_TraditionalForwardFormat"'),
    { listener: "syslog_tcp", expected: { ...expected, message: escaped } },
  ),
  rsyslogSender("over UDP", (to) => forward(to, "udp", 'template="RSYSLOG_ForwardFormat"'), {
    listener: "syslog_udp",
    more: raw,
  }),
  // The usual template takes the version of the message, which is 0 for one that came by the local socket.
  rsyslogSender("Loggly's template", (to) => `${loggly(to)}\n${forward(to, "tcp", 'template="Loggly"')}`, {
    listener: "syslog_tcp",
    expected: { ...expected, message: escaped },
  }),
];

const encryptedSenders: Sender[] = [
  rsyslogSender(
    "RFC 5424 over TLS",
    (to) => `${trusted(to)}\n${forward(to, "tcp", `template="RSYSLOG_SyslogProtocol23Format" ${encrypted}`)}`,
    { listener: "syslog_tls", isBurst: true, more: raw },
  ),
];

const elasticSenders: Sender[] = [
  // What it was told of the event is the whole message, also where that is JSON behind a cookie.
  rsyslogSender("omelasticsearch", elastic, {
    isBurst: true,
    more: raw,
    expected: { ...expected, message: carried, fields: {} },
  }),
];

/** As manuals of Splunk have it, where there is no module for it. */
const hec = ({ url, token }: Target) => `http(
  url("${url}/services/collector/event") method("POST") headers("Authorization: Splunk ${token}")
  body('{"time": \${S_UNIXTIME}, "host": "\${HOST}", "event": $(format-json message=\${MSG} level=\${LEVEL} service=\${PROGRAM})}'));`;

const syslogNgSenders: Sender[] = [
  syslogNgSender(
    "RFC 5424 over TCP, counted",
    ({ port }) => `syslog("127.0.0.1" transport("tcp") port(${port}));`,
    {
      listener: "syslog_tcp",
      isBurst: true,
    },
  ),
  syslogNgSender(
    "RFC 5424 over TLS",
    ({ port, certificate }) =>
      `syslog("localhost" transport("tls") port(${port}) tls(ca-file("${certificate}") peer-verify(required-trusted)));`,
    { listener: "syslog_tls" },
  ),
  syslogNgSender("RFC 3164 over UDP", ({ port }) => `network("127.0.0.1" transport("udp") port(${port}));`, {
    listener: "syslog_udp",
  }),
  // What it was told of the event is the whole message, also where that is JSON behind a cookie.
  syslogNgSender("http() to Splunk's door", hec, {
    expected: { ...expected, message: carried, fields: {} },
  }),
];

const direct: Sender[] = (["tcp", "udp"] as const).map((transport) => ({
  name: `logger over ${transport.toUpperCase()}`,
  listener: transport === "tcp" ? "syslog_tcp" : "syslog_udp",
  expected,
  command: async ({ port }) => {
    const framing = transport === "tcp" ? ["--octet-count"] : [];
    writeScene(["--server", "127.0.0.1", "--port", String(port), `--${transport}`, ...framing], tmpdir(), 0);
  },
}));

const none = "are NOT TESTED: this machine has neither it nor its unpacked package";

test.describe("rsyslog", () => {
  test.skip(rsyslog === null || !hasLogger, `rsyslog and its templates ${none}`);
  testSenders(rsyslogSenders);
});

const lacks = (file: string) => rsyslog === null || !hasModule(rsyslog, file) || !hasLogger;

test.describe("rsyslog with gtls", () => {
  test.skip(lacks("lmnsd_gtls.so"), `rsyslog and TLS ${none}`);
  testSenders(encryptedSenders);
});

test.describe("rsyslog with omelasticsearch", () => {
  test.skip(lacks("omelasticsearch.so"), `rsyslog and omelasticsearch ${none}`);
  testSenders(elasticSenders);
});

test.describe("syslog-ng", () => {
  test.skip(syslogNg === null || !hasLogger, `syslog-ng and its destinations ${none}`);
  testSenders(syslogNgSenders);
});

test.describe("logger", () => {
  test.skip(!hasLogger, "logger of bsdutils is NOT TESTED: this machine has none");
  testSenders(direct);
});
