import Link from "next/link";
import type { ReactNode } from "react";
import { TimeAgo } from "@/components/ui/time-ago";
import type { KeyRow, RefusedRow } from "@/lib/projects/schemas";
import { CheckItem } from "./check-item";
import { ElapsedTime } from "./elapsed-time";
import { RefusedRequests } from "./refused-requests";

type ArrivalRailProps = {
  /** What is waited for: `event`, `line`. */
  noun: "event" | "line";
  /** The words for that something arrived; null as long as nothing did. */
  arrived: ReactNode;
  /** The last check, when something is stored. */
  stored: ReactNode;
  /** The last question failed. */
  isError: boolean;
  activeKey: KeyRow | undefined;
  refused: readonly RefusedRow[];
  /** Where to go from here. */
  nexts: readonly { href: string; label: string; help: string }[];
  /** Stands below the checks. */
  children?: ReactNode;
};

/** Beside what is set up: whether anything arrives yet, what could be in its way, and what comes then. */
export function ArrivalRail(props: ArrivalRailProps) {
  const { noun, arrived, stored, isError, activeKey, refused, nexts, children } = props;
  return (
    <aside className="rail" aria-label="Connection status">
      <section className="wait">
        <div role="status" aria-live="polite">
          {arrived === null ? (
            <Waiting noun={noun} activeKey={activeKey} />
          ) : (
            <p className="row arrived">
              <span className="st-dot ok" />
              <b>{arrived}</b>
            </p>
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
          <RefusedRequests refused={refused} noun={noun === "line" ? "line" : "request"} />
          {arrived === null ? (
            <CheckItem state="todo">First {noun} stored</CheckItem>
          ) : (
            <CheckItem state="ok">{stored}</CheckItem>
          )}
        </ul>
        {children}
      </section>
      <section>
        <h2>Then</h2>
        <ul className="nexts">
          {nexts.map(({ href, label, help }) => (
            <li key={href}>
              <Link className="link" href={href}>
                {label}
              </Link>
              <span className="mut">{help}</span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function Waiting({ noun, activeKey }: Pick<ArrivalRailProps, "noun" | "activeKey">) {
  return (
    <>
      <p className="row">
        <span className="st-dot live pulse" />
        <b>Waiting for the first {noun}</b>
        <span className="grow" />
        <ElapsedTime />
      </p>
      {activeKey ? (
        <p className="mut small wait-key">
          on key {activeKey.name}, made <TimeAgo at={activeKey.createdAt} sentence />
        </p>
      ) : null}
    </>
  );
}
