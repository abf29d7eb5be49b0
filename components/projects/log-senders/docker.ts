import { shellQuote } from "@/lib/events/text/shell-quote";
import { quoteJson } from "./quote";
import type { LogSender } from "./sender";
import { withPort } from "./target";

const docker: LogSender = {
  id: "docker",
  name: "Docker (splunk)",
  snippets: (target) => [
    {
      title: "Terminal, for one container",
      code: `docker run --rm \\
  --log-driver splunk \\
  --log-opt splunk-url=${shellQuote(withPort(target))} \\
  --log-opt splunk-token=${shellQuote(target.uuid)} \\
  --log-opt splunk-format=json \\
  --log-opt splunk-gzip=true \\
  --log-opt tag='{{.Name}}' \\
  alpine echo 'Hello from Docker'`,
    },
    {
      title: "/etc/docker/daemon.json, for all",
      code: `{
  "log-driver": "splunk",
  "log-opts": {
    "splunk-url": ${quoteJson(withPort(target))},
    "splunk-token": ${quoteJson(target.uuid)},
    "splunk-format": "json",
    "splunk-gzip": "true",
    "tag": "{{.Name}}"
  }
}`,
    },
  ],
  note: "The driver is part of Docker. After a change of daemon.json, restart Docker; containers that run keep the driver that they were started with.",
};

const dockerGelf: LogSender = {
  id: "docker-gelf",
  name: "Docker (gelf)",
  isSocket: true,
  snippets: ({ host }) => [
    {
      title: "Terminal",
      code: `docker run --rm \\
  --log-driver gelf \\
  --log-opt gelf-address=${shellQuote(`tcp://${host}:12201`)} \\
  alpine echo 'Hello from Docker'`,
    },
  ],
  listener: {
    what: "Docker's gelf driver sends to a port of its own, not over HTTP: it needs a GELF listener, here on port 12201, that says which project its lines belong to. Docker (splunk) works without.",
    kinds: ["gelf_tcp", "gelf_udp"],
  },
};

export const dockerSenders = [docker, dockerGelf];
