"use client";

import { useQuery } from "@tanstack/react-query";
import { Link as LinkIcon, Waypoints } from "lucide-react";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { copyText, CopyButton } from "@/components/ui/copy-button";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast";
import type { LogRow } from "@/lib/logs/schemas";
import type { LineActs } from "./line-acts";
import { LineFields } from "./line-fields";
import { LineIssues } from "./line-issues";
import { listFields } from "./list-fields";
import { logLineQuery } from "./queries";
import { SurroundingLines } from "./surrounding-lines";
import { lineHref, logsHref } from "./view";

type LineDetailsProps = {
  line: LogRow;
  literals: readonly string[];
  /** What can be done with the question; null on the page of one line, which has none. */
  acts: LineActs | null;
  startsWithContext: boolean;
};

/** Lines of a trace lie near each other, but not all in the same minute. */
const TRACE_MS = 5 * 60_000;

/** Everything about a line: its fields or its JSON, and what stands around it. */
export function LineDetails({ line: listed, literals, acts, startsWithContext }: LineDetailsProps) {
  const [shown, setShown] = useState<"fields" | "raw">("fields");
  const [hasContext, setHasContext] = useState(false);
  // Lists cut what is long, and have few fields.
  const whole = useQuery({ ...logLineQuery(listed.id, listed.time), enabled: listed.isCut });
  const line = whole.data?.line ?? listed;
  const isSettled = !whole.isLoading;
  const fields = listFields({ ...line, computed: listed.computed });
  const raw = JSON.stringify(rawOf(line), null, 2);
  const copyLink = async () => {
    if (await copyText(new URL(lineHref(line), window.location.href).href)) toast({ message: "Link copied" });
  };
  return (
    <>
      <div className="lx-bar">
        <Segmented
          label="Show as"
          size="sm"
          value={shown}
          onValueChange={setShown}
          options={[
            { value: "fields", label: "Fields", count: fields.length },
            { value: "raw", label: "Raw" },
          ]}
        />
        <span className="grow" />
        {line.traceId === "" ? null : (
          <ButtonLink
            size="sm"
            variant="ghost"
            icon={<Waypoints className="i" />}
            href={traceHref(line)}
            title="All lines of this trace, five minutes around this one"
          >
            Trace {line.traceId.slice(0, 8)}
          </ButtonLink>
        )}
        <Button size="sm" variant="ghost" icon={<LinkIcon className="i" />} onClick={() => void copyLink()}>
          Copy link
        </Button>
        <CopyButton size="sm" variant="ghost" text={shown === "raw" ? raw : line.message} />
      </div>
      {isSettled ? <LineIssues line={line} /> : null}
      {line.message.includes("\n") || line.message.length > 160 ? (
        <p className="lx-msg">{line.message}</p>
      ) : null}
      {shown === "raw" ? (
        // Focusable, so that the keyboard can scroll it.
        <pre className="lx-raw" tabIndex={0} role="tabpanel" aria-label="The line as JSON">
          {raw}
        </pre>
      ) : (
        <LineFields fields={fields} acts={acts} />
      )}
      {whole.isLoading ? (
        <p className="mut late" role="status">
          Loading all fields…
        </p>
      ) : null}
      {whole.isError ? (
        <p className="help err">The rest of the line could not be loaded. {whole.error.message}</p>
      ) : null}
      {startsWithContext || hasContext ? (
        isSettled && <SurroundingLines line={line} literals={literals} />
      ) : (
        <div className="lx-ctx">
          <Button size="sm" variant="ghost" aria-keyshortcuts="c" onClick={() => setHasContext(true)}>
            Surrounding lines
          </Button>
        </div>
      )}
    </>
  );
}

function traceHref({ traceId, time }: LogRow): string {
  const at = Date.parse(time);
  return logsHref({
    query: `trace:${traceId}`,
    from: new Date(at - TRACE_MS).toISOString(),
    to: new Date(at + TRACE_MS).toISOString(),
  });
}

/** The line as an object, without what the sender did not give. */
function rawOf({ isCut: _isCut, computed: _computed, attributes, ...own }: LogRow): object {
  const given = Object.entries(own).filter(([, value]) => value !== "");
  return { ...Object.fromEntries(given), attributes };
}
