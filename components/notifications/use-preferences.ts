"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { Preferences, PreferencesInput } from "@/lib/notifications/schemas";
import { preferencesQuery, savePreferences } from "./queries";

/** What the person chose, and a way to choose otherwise: shown at once, put back when it is refused. */
export function usePreferences(initial: Preferences) {
  const client = useQueryClient();
  const key = preferencesQuery.queryKey;
  const { data } = useQuery({ ...preferencesQuery, initialData: initial });
  const save = useMutation({
    mutationFn: savePreferences,
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData(key);
      client.setQueryData(key, (shown) => shown && applyChoice(shown, change));
      return before;
    },
    onError: (error, _change, before) => {
      client.setQueryData(key, before);
      toast({ message: error.message, tone: "failed" });
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return { preferences: data, choose: save.mutate };
}

/** What the server will say after a change; of a project that has no choice yet, it says it alone. */
export function applyChoice(shown: Preferences, { project, ...wants }: PreferencesInput): Preferences {
  const chosen = Object.entries(wants).filter(([, isWanted]) => isWanted !== undefined);
  if (project === undefined) {
    return { ...shown, wants: { ...shown.wants, ...(Object.fromEntries(chosen) as Preferences["wants"]) } };
  }
  const projects = shown.projects
    .map((one) =>
      one.slug === project
        ? {
            ...one,
            wants: Object.fromEntries(
              Object.entries({ ...one.wants, ...Object.fromEntries(chosen) }).filter(
                ([, isWanted]) => isWanted !== null,
              ),
            ),
          }
        : one,
    )
    .filter((one) => Object.keys(one.wants).length > 0);
  return { ...shown, projects };
}
