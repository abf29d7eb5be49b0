"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Box, Search } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type FormEvent, useRef } from "react";
import { environmentsQuery } from "@/components/issues/queries";
import { useShell } from "@/components/layout/shell-context";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type ReleaseSort, releaseSorts } from "@/lib/releases/schemas";
import { NoReleases } from "./no-releases";
import { releasesQuery } from "./queries";
import { ReleasesTable } from "./releases-table";

const SORTS: Record<ReleaseSort, string> = {
  firstSeen: "Newest",
  version: "Version",
  events: "Most events",
};

const shape = {
  project: parseAsString.withDefault(""),
  env: parseAsString.withDefault(""),
  query: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(releaseSorts).withDefault("firstSeen"),
};

/** Every release, with how far it is spread and what it brought. */
export function ReleasesView() {
  const [view, change] = useQueryStates(shape, { history: "push" });
  const list = useInfiniteQuery(releasesQuery(view));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const isFiltered = view.env !== "" || view.query !== "";
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Releases</h1>
      </header>
      <Filters view={view} change={(next) => void change(next)} />
      {list.isError && list.data ? <RefreshError what="The releases" /> : null}
      {list.data === undefined ? (
        list.error ? (
          <LoadError what="The releases" error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows label="Loading the releases" />
        )
      ) : rows.length === 0 && !isFiltered ? (
        <NoReleases />
      ) : rows.length === 0 ? (
        <EmptyState
          title="No release matches"
          actions={<Button onClick={() => void change(null)}>Show all releases</Button>}
        >
          <p>No release has this in its version and events from where you look.</p>
        </EmptyState>
      ) : (
        <div className="ov" aria-busy={list.isPlaceholderData}>
          <ReleasesTable rows={rows} showProject={view.project === ""} />
          {list.hasNextPage ? (
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}

type Shown = { project: string; env: string; query: string; sort: ReleaseSort };
type FiltersProps = { view: Shown; change: (next: { [Key in keyof Shown]?: Shown[Key] | null }) => void };

function Filters({ view, change }: FiltersProps) {
  const { projects } = useShell();
  const field = useRef<HTMLInputElement>(null);
  const environments = useQuery(environmentsQuery(view.project ? [view.project] : []));
  const names = new Set([...(environments.data ?? []), ...(view.env ? [view.env] : [])]);
  useHotkeys([{ keys: "/", label: "Search", group: "Lists", run: () => field.current?.focus() }]);

  function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    change({ query: field.current?.value.trim() || null });
  }

  return (
    <div className="sub rl-f">
      <div className="btn-group">
        <Select
          label="Project"
          icon={<Box className="i" />}
          value={view.project || "all"}
          onValueChange={(slug) => change({ project: slug === "all" ? null : slug })}
          options={[
            { value: "all", label: "All projects" },
            ...projects.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
        />
        <Select
          label="Environment"
          prefix={view.env ? "env" : undefined}
          value={view.env ? `=${view.env}` : "any"}
          onValueChange={(value) => change({ env: value === "any" ? null : value.slice(1) })}
          options={[
            { value: "any", label: "All envs" },
            ...[...names].map((name) => ({ value: `=${name}`, label: name })),
          ]}
        />
        <Select
          label="Order"
          value={view.sort}
          onValueChange={(sort) => change({ sort: releaseSorts.find((one) => one === sort) ?? null })}
          options={releaseSorts.map((value) => ({ value, label: SORTS[value] }))}
        />
      </div>
      <form role="search" className="rl-s" onSubmit={search}>
        <Search className="i" />
        <Input
          // Going back brings another query along.
          key={view.query}
          ref={field}
          type="search"
          aria-label="Search by version"
          placeholder="Part of a version"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          defaultValue={view.query}
        />
      </form>
    </div>
  );
}
