"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { formatExact } from "@/lib/format/format-count";
import type { KeyRow, ReceivedLogs } from "@/lib/projects/schemas";
import { ArrivalRail } from "./arrival-rail";
import { logsLink, projectLinks } from "./links";
import { connectionQuery } from "./queries";

/** Whether log lines arrive yet; turns by itself when the first one does. */
export function LogRail({ slug, activeKey }: { slug: string; activeKey?: KeyRow }) {
  const { data, isError } = useSuspenseQuery(connectionQuery(slug, "logs"));
  const { logs, refusedLogs } = data;
  return (
    <ArrivalRail
      noun="line"
      arrived={logs && <Received logs={logs} />}
      stored="First line stored"
      isError={isError}
      activeKey={activeKey}
      refused={refusedLogs}
      nexts={[
        { href: logsLink(slug), label: "Read the logs", help: "search, count and follow them" },
        {
          href: projectLinks.rejectedLogs(slug),
          label: "Look at what was rejected",
          help: "with the reason and the bytes",
        },
      ]}
    />
  );
}

/** "Received: 1,204 lines in 24 hours, the first from checkout on web-1". */
function Received({ logs: { lines, first } }: { logs: ReceivedLogs }) {
  return (
    <>
      Received: {formatExact(lines)} {lines === 1 ? "line" : "lines"} in 24 hours
      {first ? (
        <>
          , the first from <SenderName {...first} />
        </>
      ) : null}
    </>
  );
}

/** Who sent it: "checkout on web-1", as far as is known. */
function SenderName({ host, service }: { host: string; service: string }) {
  if (host === "" && service === "") return <>a sender that does not say its name</>;
  return (
    <>
      {service === "" ? null : <code>{service}</code>}
      {service !== "" && host !== "" ? " on " : null}
      {host === "" ? null : <code>{host}</code>}
    </>
  );
}
