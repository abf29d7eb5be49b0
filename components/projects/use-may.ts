"use client";

import { useShell } from "@/components/layout/shell-context";

/**
 * What the reader's role lets them do here: `manage` a project, as owners and admins, or `work` in it, as members, too. The
 * server decides; this only says which controls are of use.
 */
export function useMay(): { manage: boolean; work: boolean } {
  const { user, canWork } = useShell();
  return { manage: user.role === "owner" || user.role === "admin", work: canWork };
}
