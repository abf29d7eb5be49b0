"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { framePlace } from "@/lib/events/text/frame-place";
import type { Frame } from "@/lib/protocol/event";
import { CopySpot } from "./copy-spot";
import { FrameVars } from "./frame-vars";
import { SourceBlock } from "./source-block";

type FrameRowProps = { frame: Frame; platform: string; startOpen: boolean };

/** One frame: function, file and line; source and variables when it is open. Closed frames cost one line. */
export function FrameRow({ frame, platform, startOpen }: FrameRowProps) {
  const [open, setOpen] = useState(startOpen);
  const place = framePlace(frame, platform);
  const hasBody = frame.context_line !== undefined || Object.keys(frame.vars ?? {}).length > 0;
  const spot = `${place.file}${place.position}`;
  return (
    <div className="fr-w">
      {hasBody ? (
        <details
          className={frame.in_app === false ? "fr" : "fr own"}
          open={open}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary title={describe(frame)}>
            <ChevronRight className="i tw" />
            <Spot {...place} />
          </summary>
          {open ? (
            <>
              <SourceBlock frame={frame} />
              {frame.vars ? <FrameVars vars={frame.vars} platform={frame.platform ?? platform} /> : null}
            </>
          ) : null}
        </details>
      ) : (
        <div className={frame.in_app === false ? "fr" : "fr own"}>
          <div className="su" title={describe(frame)}>
            <span className="tw" />
            <Spot {...place} />
          </div>
        </div>
      )}
      {spot ? <CopySpot spot={spot} of={place.function} /> : null}
    </div>
  );
}

function Spot({ function: name, file, position }: { function: string; file: string; position: string }) {
  return (
    <>
      <code className="fn">{name}</code>
      {file ? (
        <>
          <span className="at">in</span>
          <code className="fi">
            {file}
            <span className="lno">{position}</span>
          </code>
        </>
      ) : null}
    </>
  );
}

/** What does not fit into the row: full path, module, address. */
function describe({ abs_path, module, package: image, instruction_addr }: Frame): string | undefined {
  const parts = [abs_path, module, image, instruction_addr].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join("\n").slice(0, 500) : undefined;
}
