import type { Activity, ActivityPage } from "@/lib/issues/workflow/schemas";

/** The pages of a timeline as the query cache holds them. */
export type ActivityPages = { pages: ActivityPage[]; pageParams: unknown[] };

/** The timeline with an entry on top. */
export function addEntry(data: ActivityPages, entry: Activity): ActivityPages {
  const [first, ...others] = data.pages;
  if (!first) return data;
  return { ...data, pages: [{ ...first, entries: [entry, ...first.entries] }, ...others] };
}

/** The timeline with another text in one comment. */
export function changeComment(
  data: ActivityPages,
  id: number,
  text: string,
  editedAt: string,
): ActivityPages {
  return mapEntries(data, (entries) =>
    entries.map((activity) =>
      activity.id === id && activity.entry.kind === "commented"
        ? { ...activity, entry: { ...activity.entry, text, editedAt } }
        : activity,
    ),
  );
}

/** The timeline without one entry. */
export function dropEntry(data: ActivityPages, id: number): ActivityPages {
  return mapEntries(data, (entries) => entries.filter((activity) => activity.id !== id));
}

function mapEntries(data: ActivityPages, change: (entries: Activity[]) => Activity[]): ActivityPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, entries: change(page.entries) })) };
}
