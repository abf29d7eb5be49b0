"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { View } from "@/components/issues/view";
import type { QueryReport } from "@/lib/issues/schemas";
import { viewsQuery } from "./queries";
import { findCurrent, isChanged, listTabs } from "./tabs";

/** The tabs of the issue list, the one that it stands in, and whether it differs from that. */
export function useViews(view: View, report: QueryReport | undefined) {
  const views = useQuery(viewsQuery("issues")).data?.views ?? [];
  // While the server reads a query, the tab stays as it is.
  const [known, setKnown] = useState(report?.namesStatus ?? false);
  const namesStatus = report?.namesStatus ?? known;
  if (namesStatus !== known) setKnown(namesStatus);
  const tabs = listTabs(views, view.view);
  const current = findCurrent(tabs, view, namesStatus);
  return { views, tabs, current, namesStatus, isChanged: isChanged(current, view, namesStatus) };
}
