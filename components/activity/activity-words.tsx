import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { paths } from "@/components/layout/place";
import { describeResolution, describeUntil } from "@/components/workflow/words";
import type { Activity, ActivityEntry } from "@/lib/issues/workflow/schemas";

type Act = Exclude<ActivityEntry, { kind: "commented" }>;

/** What an entry of the timeline says, after the name of who did it, if anybody. */
export function tellAct(act: Act, actor: Activity["actor"]): ReactNode {
  switch (act.kind) {
    case "resolved":
      return act.in.type === "release" ? (
        <>
          resolved in <b>{act.in.release}</b>
        </>
      ) : (
        `resolved ${describeResolution(act.in)}`.trim()
      );
    case "unresolved":
      return "marked it as unresolved";
    case "archived":
      return `archived it ${describeUntil(act.until)}`;
    case "assigned":
      return <Assigned act={act} actor={actor} />;
    case "priority":
      return `set ${act.priority} priority`;
    case "reviewed":
      return "marked it as reviewed";
    case "regressed":
      return act.release === null ? (
        "regressed"
      ) : (
        <>
          regressed in <b>{act.release}</b>
        </>
      );
    case "escalated":
      return `came back, ${tellReason(act.reason)}`;
    case "merged":
      return (
        <>
          merged <Names shortIds={act.shortIds} /> into it
        </>
      );
    case "unmerged":
      return (
        <>
          took <Names shortIds={[act.shortId]} /> out of it
        </>
      );
    default:
      return "took the change back";
  }
}

function Assigned({ act, actor }: { act: Extract<Act, { kind: "assigned" }>; actor: Activity["actor"] }) {
  if (act.to === null) return "assigned it to nobody";
  if (actor !== null && act.to.type === "user" && act.to.id === actor.id) return "took it";
  return (
    <>
      assigned it to <b>{act.to.name ?? "somebody who left"}</b>
      {act.rule ? (
        <>
          {" "}
          by the rule <code>{act.rule}</code>
        </>
      ) : null}
    </>
  );
}

const NAMED = 3;

function Names({ shortIds }: { shortIds: readonly string[] }) {
  const more = shortIds.length - NAMED;
  return (
    <>
      {shortIds.slice(0, NAMED).map((shortId, index) => (
        <Fragment key={shortId}>
          {index > 0 ? ", " : ""}
          <Link className="link" href={paths.issue(shortId)}>
            {shortId}
          </Link>
        </Fragment>
      ))}
      {more > 0 ? ` and ${more} more` : ""}
    </>
  );
}

function tellReason(reason: Extract<Act, { kind: "escalated" }>["reason"]): string {
  switch (reason.type) {
    case "time":
      return "its time was over";
    case "count":
      return `it was archived ${describeUntil(reason)}`;
    default:
      return "more happened than was to be expected";
  }
}
