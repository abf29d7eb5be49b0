"use client";

import { useQuery } from "@tanstack/react-query";
import { Split } from "lucide-react";
import { useState } from "react";
import { AllEventsDialog } from "@/components/events/all-events-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatExact } from "@/lib/format/format-count";
import { gatherHashes, type HashGroup } from "./gather-hashes";
import { hashesQuery } from "./queries";
import { UnmergeDialog } from "./unmerge-dialog";

/** Hashes that are listed before somebody asks for the others. */
const SHOWN = 8;

type IssueHashesProps = { shortId: string; ownHash: string };

/** The hashes that lead to the issue; those that are another bug can be taken out. */
export function IssueHashes({ shortId, ownHash }: IssueHashesProps) {
  const { data, error, refetch } = useQuery(hashesQuery(shortId));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [shownHash, setShownHash] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);

  if (!data) return error ? <Unread error={error} retry={refetch} /> : <Waiting />;
  const groups = gatherHashes(data.hashes);
  const chosen = groups.filter(({ lead }) => selected.has(lead.hash));
  const canSplit = groups.length > 1;
  // One more row is no longer than the button that would hide it.
  const shown = all || groups.length <= SHOWN + 1 ? groups : groups.slice(0, SHOWN);
  const toggle = (hash: string) => {
    const next = new Set(selected);
    if (!next.delete(hash)) next.add(hash);
    setSelected(next);
  };
  return (
    <div className="fps">
      <h3 className="med small">
        {formatExact(groups.length)}
        {data.isComplete ? "" : "+"} {groups.length === 1 ? "fingerprint" : "fingerprints"}
      </h3>
      <ul className="fpl">
        {shown.map((group) => (
          <HashRow
            key={group.lead.hash}
            group={group}
            isOwn={holds(group, ownHash)}
            isSelected={selected.has(group.lead.hash)}
            onToggle={canSplit ? () => toggle(group.lead.hash) : undefined}
            onShow={() => setShownHash(group.lead.hash)}
          />
        ))}
      </ul>
      {shown.length < groups.length ? (
        <Button variant="ghost" size="sm" className="fp-u" onClick={() => setAll(true)}>
          Show {groups.length - shown.length} more
        </Button>
      ) : null}
      {canSplit ? (
        <Foot
          count={chosen.length}
          isAll={chosen.length === groups.length}
          onUnmerge={() => setAsking(true)}
        />
      ) : null}
      <UnmergeDialog
        shortId={shortId}
        groups={chosen}
        open={asking && chosen.length > 0}
        onOpenChange={setAsking}
        onDone={() => setSelected(new Set())}
      />
      <AllEventsDialog
        shortId={shortId}
        shownId={undefined}
        hash={shownHash}
        open={shownHash !== undefined}
        onOpenChange={(open) => !open && setShownHash(undefined)}
      />
    </div>
  );
}

type HashRowProps = {
  group: HashGroup;
  /** The event that is shown was grouped by it. */
  isOwn: boolean;
  isSelected: boolean;
  /** Absent when there is nothing to take apart. */
  onToggle: (() => void) | undefined;
  onShow: () => void;
};

function HashRow({ group: { lead, followers }, isOwn, isSelected, onToggle, onShow }: HashRowProps) {
  const { hash, events, lastSeen, latest, mergedFrom } = lead;
  const count = `${formatExact(events.count)}${events.isExact ? "" : "+"}`;
  const code = <code title={hash}>{spaced(hash)}</code>;
  return (
    <li>
      <div className="fp">
        {onToggle ? (
          <label className="fp-l">
            <Checkbox aria-label={`Select hash ${hash}`} checked={isSelected} onChange={onToggle} />
            {code}
          </label>
        ) : (
          code
        )}
        <CopyButton iconOnly variant="ghost" size="sm" label="Copy hash" text={hash} />
        <button
          type="button"
          className="link num fp-n"
          title="Events with this hash"
          aria-label={`${count} events with hash ${hash.slice(0, 12)}`}
          onClick={onShow}
        >
          {count}
        </button>
      </div>
      <p className={onToggle ? "fp-d in" : "fp-d"}>
        {isOwn ? <span className="med">this event</span> : null}
        {lastSeen ? (
          <span>
            seen <TimeAgo at={lastSeen} sentence />
          </span>
        ) : null}
        {mergedFrom ? <span>came from {mergedFrom}</span> : null}
        {followers.length > 0 ? (
          <span title={followers.map((view) => view.hash).join("\n")}>
            {followers.length} more along with it
          </span>
        ) : null}
      </p>
      {onToggle && latest ? (
        <p className="fp-d in">
          <span className="trunc" title={`${latest.title}\n${latest.culprit}`}>
            {latest.title}
          </span>
        </p>
      ) : null}
    </li>
  );
}

function Foot({ count, isAll, onUnmerge }: { count: number; isAll: boolean; onUnmerge: () => void }) {
  if (count === 0) return <p className="help">Select those that are another bug to take them out.</p>;
  if (isAll) return <p className="help">One has to stay.</p>;
  return (
    <Button size="sm" className="fp-u" icon={<Split className="i" />} onClick={onUnmerge}>
      Unmerge {count === 1 ? "1 fingerprint" : `${count} fingerprints`}
    </Button>
  );
}

function Waiting() {
  return (
    <div className="fps late" role="status" aria-busy="true" aria-label="Loading fingerprints">
      <Skeleton width="40%" />
      <Skeleton width="80%" />
    </div>
  );
}

function Unread({ error, retry }: { error: Error; retry: () => unknown }) {
  return (
    <div className="fps" role="alert">
      <p className="help">{error.message}</p>
      <Button size="sm" onClick={() => void retry()}>
        Retry
      </Button>
    </div>
  );
}

function holds({ lead, followers }: HashGroup, hash: string): boolean {
  return lead.hash === hash || followers.some((view) => view.hash === hash);
}

/** The first 12 digits in groups of four, which is enough to compare by eye. */
function spaced(hash: string): string {
  return [hash.slice(0, 4), hash.slice(4, 8), hash.slice(8, 12)].join(" ");
}
