"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { Count } from "@/components/ui/number";
import { formatExact } from "@/lib/format/format-count";
import type { SeenIn as Seen } from "@/lib/releases/schemas";
import { releaseLinks } from "./links";
import { seenInQuery, suspectCommitQuery } from "./queries";
import { SuspectCommit } from "./suspect-commit";

/** In which releases an issue was seen, with the commit that probably brought it. Nothing where no event named a release. */
export function SeenIn({ shortId }: { shortId: string }) {
  const { data } = useQuery(seenInQuery(shortId));
  const suspect = useQuery(suspectCommitQuery(shortId));
  if (!data || data.releases.length === 0) return null;
  return (
    <>
      <section>
        <h2>Releases</h2>
        <p className="sec small rl-file">{summarise(data)}</p>
        <ul className="rels rl-seen">
          {data.releases.map((release) => (
            <li key={release.version}>
              <Link
                className="link trunc"
                href={releaseLinks.one(data.projectSlug, release.version)}
                title={release.version}
              >
                <bdi>{release.version}</bdi>
              </Link>
              <Trend release={release} seen={data} />
              <Count value={release.count} noun="events" className={release.count > 0 ? undefined : "mut"} />
            </li>
          ))}
        </ul>
        {data.more > 0 ? (
          <p className="mut small">
            {formatExact(data.more)} more before these, {formatExact(data.moreSeen)} of them with this issue
          </p>
        ) : null}
      </section>
      {suspect.data?.commit ? <SuspectCommit commit={suspect.data.commit} /> : null}
    </>
  );
}

function Trend({ release, seen }: { release: Seen["releases"][number]; seen: Seen }) {
  const shown = release.trend.reduce((sum, count) => sum + count, 0);
  if (shown === 0) return <i className="rl-none" />;
  const over = seen.isTrendPartial ? "of its newest 5,000 events" : `in ${seen.trendDays} days`;
  return <Sparkline counts={release.trend} width={84} label={`${formatExact(shown)} events ${over}`} />;
}

/** The stretch in a sentence: from where to where, and how many between were free of it. */
function summarise({ releases, moreSeen, more }: Seen): string {
  const seen = releases.filter(({ count }) => count > 0);
  const [last] = seen;
  if (!last) return more > 0 ? "Not in the newest releases." : "";
  const first = seen.at(-1);
  const newer = releases.findIndex(({ count }) => count > 0);
  const from = moreSeen > 0 || first === last ? null : first?.version;
  const between = releases
    .slice(
      newer,
      releases.findLastIndex(({ count }) => count > 0),
    )
    .filter(({ count }) => count === 0);
  const parts = [
    from ? `${from} to ${last.version}` : moreSeen > 0 ? `Up to ${last.version}` : `Only ${last.version}`,
    newer > 0 ? `not in the newest ${newer === 1 ? "release" : `${newer} releases`}` : "",
    between.length > 0 ? `free of it: ${between.length} between` : "",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
