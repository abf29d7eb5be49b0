"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell, Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { newAlertHref } from "@/components/alerts/new-alert-href";
import { useShell } from "@/components/layout/shell-context";
import { Button, ButtonLink } from "@/components/ui/button";
import { viewsQuery } from "@/components/views/queries";
import { ViewTabs } from "@/components/views/view-tabs";
import { findCurrent, isChanged, listTabs, targetOf, viewOf } from "./saved-tabs";
import type { ChangeLogView } from "./use-log-view";
import { addressOf, type LogView, logsHref, tabAfter } from "./view";

const SaveDialog = dynamic(async () => (await import("@/components/views/save-dialog")).SaveDialog, {
  ssr: false,
});

/** The saved searches as tabs of the logs, and the way to keep the one that is open. */
export function SavedSearches({ view, changeView }: { view: LogView; changeView: ChangeLogView }) {
  const views = useQuery(viewsQuery("logs")).data?.views ?? [];
  const { canWork } = useShell();
  /** Null until somebody asked for the dialog. */
  const [saving, setSaving] = useState<boolean | null>(null);
  const tabs = listTabs(views, view.view);
  const current = findCurrent(tabs, view);
  const hasChanged = isChanged(current, view);
  const save = {
    subject: "logs",
    address: addressOf(view),
    onSaved: (id: string) => changeView({ view: id }),
  } as const;
  return (
    <>
      <ViewTabs
        {...save}
        tabs={tabs}
        current={current}
        isChanged={hasChanged}
        views={views}
        hrefOf={(tab) => logsHref(targetOf(tab, view, current))}
        onOpen={(tab) => changeView(targetOf(tab, view, current))}
        onOpenSaved={(saved) => changeView({ ...viewOf(saved), tab: tabAfter(view), view: saved.id })}
      />
      <span className="grow" />
      {hasChanged ? (
        <Button
          className="d-only"
          variant="ghost"
          icon={<Bookmark className="i" />}
          onClick={() => setSaving(true)}
        >
          Save search
        </Button>
      ) : null}
      {canWork && view.query !== "" ? (
        <ButtonLink
          className="d-only"
          variant="ghost"
          icon={<Bell className="i" />}
          prefetch={false}
          href={newAlertHref({
            dataset: "logs",
            query: view.query,
            projects: view.project,
            name: current?.saved && !hasChanged ? current.label : "",
          })}
        >
          Create alert
        </ButtonLink>
      ) : null}
      {saving === null ? null : <SaveDialog {...save} open={saving} onOpenChange={setSaving} />}
    </>
  );
}
