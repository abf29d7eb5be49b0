import { quoteSyslog } from "./quote";
import type { LogSender } from "./sender";
import { withPort } from "./target";

const rsyslog: LogSender = {
  id: "rsyslog",
  name: "rsyslog",
  snippets: (target) => [
    { title: "Terminal", code: "sudo apt-get install rsyslog-elasticsearch" },
    {
      title: "/etc/rsyslog.d/60-jackdaw.conf",
      code: `module(load="omelasticsearch")

template(name="jackdaw" type="list") {
  constant(value="{")
  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf") constant(value=",")
  property(outname="host" name="hostname" format="jsonf") constant(value=",")
  property(outname="service" name="programname" format="jsonf") constant(value=",")
  property(outname="level" name="syslogseverity-text" format="jsonf") constant(value=",")
  property(outname="facility" name="syslogfacility-text" format="jsonf") constant(value=",")
  property(outname="message" name="msg" format="jsonf")
  constant(value="}")
}

action(
  type="omelasticsearch"
  server=${quoteSyslog(withPort({ ...target, prefix: "" }))}
  uid="jackdaw"
  pwd=${quoteSyslog(target.token)}
  searchIndex="logs"
  searchType=""
  esVersion.major="8"
  bulkmode="on"
  template="jackdaw"
  queue.type="linkedList"
  queue.dequeueBatchSize="500"
  action.resumeRetryCount="-1"
)`,
    },
    { title: "Terminal", code: "sudo systemctl restart rsyslog\nlogger 'Hello from rsyslog'" },
  ],
  note: "Sends over HTTP to the bulk door, so that nothing is lost while the network is away.",
  listener: {
    what: "Plain syslog over UDP, TCP or TLS (@host, @@host) needs a syslog listener.",
    kinds: ["syslog_udp", "syslog_tcp", "syslog_tls"],
  },
};

const syslogNg: LogSender = {
  id: "syslog-ng",
  name: "syslog-ng",
  snippets: ({ base, token }) => [
    { title: "Terminal", code: "sudo apt-get install syslog-ng-core syslog-ng-mod-http" },
    {
      title: "/etc/syslog-ng/conf.d/jackdaw.conf",
      code: `destination d_jackdaw {
  http(
    url(${quoteSyslog(`${base}/ingest/${token}`)})
    method("POST")
    headers("Content-Type: application/x-ndjson")
    body("$(format-json time=$ISODATE host=$HOST service=$PROGRAM level=$LEVEL facility=$FACILITY message=$MSG)")
    delimiter("\\n")
    batch-lines(500)
    batch-timeout(1000)
  );
};

log { source(s_src); destination(d_jackdaw); };`,
    },
    { title: "Terminal", code: "sudo systemctl restart syslog-ng\nlogger 'Hello from syslog-ng'" },
  ],
  note: "s_src is the source that Debian's configuration brings along; others call it s_sys or s_local.",
  listener: {
    what: "The network() and syslog() drivers need a syslog listener.",
    kinds: ["syslog_tcp", "syslog_tls", "syslog_udp"],
  },
};

export const syslogSenders = [rsyslog, syslogNg];
