"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { projectLinks } from "@/components/projects/links";
import { CopyButton } from "@/components/ui/copy-button";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { releasePeriods } from "@/lib/releases/schemas";
import { useRouter } from "next/navigation";
import { AdoptionCharts } from "./adoption-charts";
import { releaseLinks } from "./links";
import { releaseQuery } from "./queries";
import { ReleaseFigures } from "./release-figures";
import { ReleaseIssueLists } from "./release-issue-lists";
import { ReleaseReports } from "./release-reports";

const PERIODS = { "24h": "24 hours", "14d": "14 days", "90d": "90 days" } as const;
const shape = {
  env: parseAsString.withDefault(""),
  period: parseAsStringLiteral(releasePeriods).withDefault("14d"),
};

type ReleaseViewProps = { slug: string; version: string };

/** One release: how far it is spread, what it brought, what is in it. */
export function ReleaseView({ slug, version }: ReleaseViewProps) {
  const [{ env, period }, change] = useQueryStates(shape);
  const { data: release, error, refetch, isPlaceholderData } = useQuery(releaseQuery(slug, version, env));
  if (!release) {
    return error ? (
      <LoadError what="The release" error={error} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows label="Loading the release" />
    );
  }
  const environments = new Set([...release.environments, ...(env ? [env] : [])]);
  return (
    <>
      <header className="bar rl-bar">
        <nav className="crumbs hide-m" aria-label="Path">
          <Link href={releaseLinks.list(slug)}>Releases</Link>
        </nav>
        <h1 className="trunc" title={version}>
          <bdi>{version}</bdi>
        </h1>
        <CopyButton iconOnly variant="ghost" size="sm" label="Copy version" text={version} />
        <span className="grow" />
        <Neighbours slug={slug} previous={release.previous} next={release.next} />
      </header>
      <div className="sub">
        <div className="btn-group">
          <Select
            label="Environment"
            prefix={env ? "env" : undefined}
            value={env ? `=${env}` : "any"}
            onValueChange={(value) => void change({ env: value === "any" ? null : value.slice(1) })}
            options={[
              { value: "any", label: "All envs" },
              ...[...environments].map((name) => ({ value: `=${name}`, label: name })),
            ]}
          />
          <Select
            label="Period"
            value={period}
            onValueChange={(value) =>
              void change({ period: releasePeriods.find((one) => one === value) ?? null })
            }
            options={releasePeriods.map((value) => ({ value, label: PERIODS[value] }))}
          />
        </div>
        <Link className="link" href={projectLinks.overview(slug)}>
          {release.project.name}
        </Link>
        {release.url ? (
          <a className="link trunc" href={release.url} target="_blank" rel="noreferrer noopener">
            {release.url}
          </a>
        ) : null}
      </div>
      {error ? <RefreshError what="The release" /> : null}
      <div className="ov" aria-busy={isPlaceholderData}>
        <ReleaseFigures release={release} />
        <AdoptionCharts
          slug={slug}
          version={version}
          period={period}
          env={env}
          periodName={PERIODS[period]}
        />
        <ReleaseIssueLists slug={slug} version={version} />
        <ReleaseReports slug={slug} version={version} />
      </div>
    </>
  );
}

type NeighboursProps = { slug: string; previous: string | null; next: string | null };

/** The ways to the releases around this one. */
function Neighbours({ slug, previous, next }: NeighboursProps) {
  const router = useRouter();
  const open = (version: string | null) => {
    if (version !== null) router.push(releaseLinks.one(slug, version));
  };
  useHotkeys([
    { keys: "[", label: "Older release", group: "Lists", run: () => open(previous) },
    { keys: "]", label: "Newer release", group: "Lists", run: () => open(next) },
  ]);
  return (
    <div className="btn-group">
      <Step slug={slug} to={previous} label="Older release" keys="[" icon={<ChevronLeft className="i" />} />
      <Step slug={slug} to={next} label="Newer release" keys="]" icon={<ChevronRight className="i" />} />
    </div>
  );
}

type StepProps = { slug: string; to: string | null; label: string; keys: string; icon: ReactNode };

function Step({ slug, to, label, keys, icon }: StepProps) {
  if (to === null) {
    return (
      <Tooltip text={`There is no ${label.toLowerCase()}`}>
        <span className="btn btn-icon" role="link" aria-disabled="true" aria-label={label} tabIndex={0}>
          {icon}
        </span>
      </Tooltip>
    );
  }
  return (
    <Tooltip text={`${label}: ${to.slice(0, 60)}`} keys={keys}>
      <Link
        className="btn btn-icon"
        href={releaseLinks.one(slug, to)}
        aria-label={label}
        aria-keyshortcuts={keys}
      >
        {icon}
      </Link>
    </Tooltip>
  );
}
