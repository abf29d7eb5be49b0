"use client";

import { useQueryClient } from "@tanstack/react-query";
import { sendOrSay } from "@/components/layout/send-or-say";
import { toast } from "@/components/ui/toast";
import type { ViewSubject } from "@/lib/views/constants";
import type { SavedView, UpdateViewInput } from "@/lib/views/schemas";
import { sendDeletedView, sendNewView, sendPins, sendView, viewsQuery } from "./queries";
import { viewWords } from "./words";

/** What can be done to the views of a list: shown at once, then sent; a refusal is told, and the server's word put in its place. */
export function useViewActs(subject: ViewSubject) {
  const client = useQueryClient();
  const { queryKey } = viewsQuery(subject);
  const read = () => client.getQueryData(queryKey)?.views ?? [];
  const reload = () => client.invalidateQueries({ queryKey });

  const act = async (next: SavedView[], send: () => Promise<unknown>): Promise<boolean> => {
    await client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, { views: next });
    const isDone = await sendOrSay(send);
    await reload();
    return isDone;
  };

  const update = (id: string, changes: UpdateViewInput) =>
    act(
      read().map((view) => (view.id === id ? { ...view, ...changes } : view)),
      () => sendView(id, changes),
    );
  /** Makes these the tabs, in this order. */
  const pin = (ids: readonly string[]) => {
    const views = read();
    const pinned = ids.flatMap((id) => views.find((view) => view.id === id) ?? []);
    const others = views.filter(({ id }) => !ids.includes(id));
    return act(
      [
        ...pinned.map((view) => ({ ...view, isPinned: true })),
        ...others.map((view) => ({ ...view, isPinned: false })),
      ],
      () => sendPins(subject, ids),
    );
  };
  const pinnedIds = () => read().flatMap(({ id, isPinned }) => (isPinned ? [id] : []));
  return {
    update,
    pin,
    pinnedIds,
    togglePin: ({ id, isPinned }: SavedView) =>
      pin(isPinned ? pinnedIds().filter((other) => other !== id) : [...pinnedIds(), id]),
    /** Puts a tab where another one is. */
    moveTo: (id: string, index: number) => {
      const others = pinnedIds().filter((other) => other !== id);
      return pin(others.toSpliced(index, 0, id));
    },
    remove: async (view: SavedView) => {
      const isGone = await act(
        read().filter(({ id }) => id !== view.id),
        () => sendDeletedView(view.id),
      );
      if (!isGone) return;
      toast({
        message: `Deleted the ${viewWords[subject].one} ${view.name}`,
        undo: async () => {
          await act([...read(), view], () => sendView(view.id, { name: view.name }));
        },
      });
    },
    /** Throws `ApiError`, so that a form can say at which field. */
    create: async (input: { name: string; address: string; isShared: boolean }) => {
      const { id } = await sendNewView({ ...input, subject, isPinned: true });
      await reload();
      return id;
    },
  };
}
