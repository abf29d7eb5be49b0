import type { ActivityEntry, ArchiveUntil, Assignee, Priority, Resolution } from "./schemas";
import type { Named } from "./comments/note-mentions";
import type { NameOf } from "./read-names";

/** What an activity row holds beside its kind, as it was written; `before`, `after` and `undone` are for undo alone. */
type Data = {
  in?: Resolution;
  until?: ArchiveUntil;
  to?: Pick<Assignee, "type" | "id"> | null;
  rule?: string;
  priority?: Priority;
  release?: string | null;
  reason?: ArchiveUntil;
  shortIds?: string[];
  shortId?: string;
  text?: string;
  named?: Named[];
  editedAt?: string;
};

export type ActivityRow = {
  id: number;
  at: Date;
  kind: ActivityEntry["kind"];
  actor: string | null;
  data: Data;
};

/** What of an activity row is not for people to see; SQL over its column `data`. */
export const shownData = "a.data - '{before,after,undone,mentions}'::text[]";

/** A row as an entry of the timeline. */
export function readEntry({ kind, data }: ActivityRow, nameOf: NameOf): ActivityEntry {
  switch (kind) {
    case "resolved":
      return { kind, in: data.in ?? { type: "now" } };
    case "archived":
      return { kind, until: data.until ?? { type: "forever" } };
    case "assigned":
      return {
        kind,
        to: data.to ? { ...data.to, name: nameOf(data.to.type, data.to.id) } : null,
        ...(data.rule === undefined ? {} : { rule: data.rule }),
      };
    case "priority":
      return { kind, priority: data.priority ?? "medium" };
    case "regressed":
      return { kind, release: data.release ?? null };
    case "escalated":
      return { kind, reason: data.reason ?? { type: "escalating" } };
    case "merged":
      return { kind, shortIds: data.shortIds ?? [] };
    case "unmerged":
      return { kind, shortId: data.shortId ?? "" };
    case "commented":
      return {
        kind,
        text: data.text ?? "",
        editedAt: data.editedAt ?? null,
        mentions: (data.named ?? []).flatMap(({ written, type, id }) => {
          const name = nameOf(type, id);
          return name === null ? [] : [{ written, name }];
        }),
      };
    default:
      return { kind };
  }
}
