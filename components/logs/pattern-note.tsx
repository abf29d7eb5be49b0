import { ArrowUpRight } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import type { Event } from "@/lib/protocol/event";
import { lineHref, logsHref } from "./view";

/** On an event that is a line of a pattern: what its issue counts, and the way to the lines. */
export function PatternNote({ event }: { event: Event }) {
  const { filter, id, time } = event.contexts?.["log_line"] ?? {};
  if (typeof filter !== "string") return null;
  return (
    <p className="elg-p">
      <span>
        This issue counts lines of a log. An event is kept about once a minute; all lines are under{" "}
        <code>{filter}</code>.
      </span>
      <span className="row">
        {typeof id === "string" && typeof time === "string" ? (
          <ButtonLink size="sm" variant="ghost" href={lineHref({ id, time })}>
            This line
          </ButtonLink>
        ) : null}
        <ButtonLink size="sm" variant="ghost" href={logsHref({ query: filter, period: "24h" })}>
          All lines
          <ArrowUpRight className="i" />
        </ButtonLink>
      </span>
    </p>
  );
}
