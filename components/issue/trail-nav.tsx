"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { formatLimited } from "@/components/issues/format-limited";
import { recallTrail } from "@/components/issues/list-memory";
import { paths } from "@/components/layout/place";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { ButtonLink } from "@/components/ui/button";

/** Where the issue stands in the list that somebody came from, and the way to its neighbours and back. */
export function TrailNav({ shortId }: { shortId: string }) {
  const router = useRouter();
  // The list behind the page does not change while somebody reads.
  const [trail] = useState(recallTrail);
  const at = trail?.shortIds.indexOf(shortId) ?? -1;
  const neighbour = (step: 1 | -1) => (at < 0 ? undefined : trail?.shortIds[at + step]);
  const [previous, next] = [neighbour(-1), neighbour(1)];
  const go = (id: string | undefined) => id !== undefined && router.push(paths.issue(id));
  useHotkeys([
    { keys: "j", label: "Next issue", group: "Issue", run: () => go(next) },
    { keys: "k", label: "Previous issue", group: "Issue", run: () => go(previous) },
    {
      keys: "escape",
      label: "Back to the list",
      group: "Issue",
      run: () => router.push(trail?.address ?? paths.issues),
    },
  ]);
  if (trail === null || at < 0) return null;
  return (
    <>
      <span className="mut num small d-only pos-n">
        {at + 1} of {formatLimited(Math.max(trail.total ?? 0, trail.shortIds.length))}
      </span>
      <div className="btn-group d-only">
        <Step id={previous} label="Previous issue" keys="k" icon={<ChevronUp className="i" />} />
        <Step id={next} label="Next issue" keys="j" icon={<ChevronDown className="i" />} />
      </div>
      <span className="vsep d-only" />
    </>
  );
}

type StepProps = { id: string | undefined; label: string; keys: string; icon: ReactNode };

function Step({ id, label, keys, icon }: StepProps) {
  if (id === undefined) {
    return (
      <button
        type="button"
        className="btn btn-icon"
        aria-label={label}
        title={`No ${label.toLowerCase()} in the list`}
        aria-disabled="true"
      >
        {icon}
      </button>
    );
  }
  return (
    <ButtonLink
      className="btn-icon"
      href={paths.issue(id)}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={`${label}  ${keys}`}
      icon={icon}
    />
  );
}
