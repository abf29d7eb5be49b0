"use client";

import type { ComponentType } from "react";
import { ArchiveCountDialog } from "./archive-count-dialog";
import { ArchivePicker } from "./archive-picker";
import { ArchiveTimeDialog } from "./archive-time-dialog";
import { AssignPicker } from "./assign-picker";
import { CommitDialog } from "./commit-dialog";
import { DeleteDialog, DiscardDialog } from "./delete-dialog";
import type { PanelProps } from "./panel-props";
import { PriorityPicker } from "./priority-picker";
import { ReleasePicker } from "./release-picker";
import { ResolvePicker } from "./resolve-picker";
import type { Panel } from "./subject";

const PANELS: Record<Panel, ComponentType<PanelProps>> = {
  assign: AssignPicker,
  priority: PriorityPicker,
  resolve: ResolvePicker,
  "resolve-release": ReleasePicker,
  "resolve-commit": CommitDialog,
  archive: ArchivePicker,
  "archive-time": ArchiveTimeDialog,
  "archive-count": ArchiveCountDialog,
  delete: DeleteDialog,
  discard: DiscardDialog,
};

/** The picker or dialog that is asked for; this file and all it shows come late. */
export function OpenPanel({ panel, ...props }: PanelProps & { panel: Panel }) {
  const Chosen = PANELS[panel];
  return <Chosen key={panel} {...props} />;
}
