"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatExact } from "@/lib/format/format-count";
import type { KeyRow, ReceivedLogs } from "@/lib/projects/schemas";
import { CheckItem } from "./check-item";
import { ElapsedTime } from "./elapsed-time";
import { logsLink, projectLinks } from "./links";
import { connectionQuery } from "./queries";
import { RefusedRequests } from "./refused-requests";

/** Whether log lines arrive yet; turns by itself when the first one does. */
export function LogRail({ slug, activeKey }: { slug: string; activeKey?: KeyRow }) {
  const { data, isError } = useSuspenseQuery(connectionQuery(slug, "logs"));
  const { logs, refusedLogs } = data;
  return (
    <aside className="rail" aria-label="Connection status">
      <section className="wait">
        <div role="status" aria-live="polite">
          {logs ? (
            <p className="row log-got">
              <span className="st-dot ok" />
              <b>
                {receivedWords(logs)}
                {logs.first ? (
                  <>
                    , the first from <SenderName {...logs.first} />
                  </>
                ) : null}
              </b>
            </p>
          ) : (
            <>
              <p className="row">
                <span className="st-dot live pulse" />
                <b>Waiting for the first line</b>
                <span className="grow" />
                <ElapsedTime />
              </p>
              {activeKey ? (
                <p className="mut small wait-key">
                  on key {activeKey.name}, made <TimeAgo at={activeKey.createdAt} sentence />
                </p>
              ) : null}
            </>
          )}
        </div>
        <ul className="checks">
          {isError ? (
            <CheckItem state="bad">The server does not answer. Trying again by itself.</CheckItem>
          ) : (
            <CheckItem state="ok">Server reachable from this browser</CheckItem>
          )}
          {activeKey ? (
            <CheckItem state="ok">Key is active</CheckItem>
          ) : (
            <CheckItem state="bad">No key of this project works</CheckItem>
          )}
          <RefusedRequests refused={refusedLogs} noun="line" />
          {logs ? (
            <CheckItem state="ok">First line stored</CheckItem>
          ) : (
            <CheckItem state="todo">First line stored</CheckItem>
          )}
        </ul>
      </section>
      <section>
        <h2>Then</h2>
        <ul className="nexts">
          <li>
            <Link className="link" href={logsLink(slug)}>
              Read the logs
            </Link>
            <span className="mut">search, count and follow them</span>
          </li>
          <li>
            <Link className="link" href={projectLinks.rejectedLogs(slug)}>
              Look at what was rejected
            </Link>
            <span className="mut">with the reason and the bytes</span>
          </li>
        </ul>
      </section>
    </aside>
  );
}

/** "Received: 1,204 lines in 24 hours". */
function receivedWords({ lines }: ReceivedLogs): string {
  return `Received: ${formatExact(lines)} ${lines === 1 ? "line" : "lines"} in 24 hours`;
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
