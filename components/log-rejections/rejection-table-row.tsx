import { Download } from "lucide-react";
import { explainReason, isKnownReason } from "@/components/stats/reasons";
import { ButtonLink } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { RejectionRow } from "@/lib/logs/rejections/schemas";
import { rejectionPath } from "./queries";
import { bytesWords, doorName, showSample } from "./words";

/** One thing that was refused: when, by which door, why, from whom, and how it began. */
export function RejectionTableRow({ slug, row }: { slug: string; row: RejectionRow }) {
  const sample = showSample(row.preview);
  return (
    <tr>
      <td>
        <TimeAgo at={row.receivedAt} sentence />
      </td>
      <td>
        <span className="row rj-why">
          <b>{doorName(row.door)}</b>
          <code>{row.reason}</code>
        </span>
        <span className="sec">{row.detail || explainReason("invalid", row.reason)}</span>
        {row.detail && isKnownReason(row.reason) ? (
          <span className="mut small">{explainReason("invalid", row.reason)}</span>
        ) : null}
        {sample === "" ? (
          <span className="mut small">Nothing of it was kept.</span>
        ) : (
          /* Focusable, so that the keyboard can scroll it. */
          <pre tabIndex={0} role="group" aria-label={`How it began, received ${row.receivedAt}`}>
            {sample}
          </pre>
        )}
      </td>
      <td>{row.remote ? <code>{row.remote}</code> : <span className="mut">not known</span>}</td>
      <td className="num">{bytesWords(row)}</td>
      <td className="right nowrap">
        {row.sampleBytes > 0 ? (
          <ButtonLink
            size="sm"
            icon={<Download className="i" />}
            href={rejectionPath(slug, row.id)}
            prefetch={false}
            download
            aria-label={`Download what was received ${row.receivedAt}`}
          >
            Download
          </ButtonLink>
        ) : null}
      </td>
    </tr>
  );
}
