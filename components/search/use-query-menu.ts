import { useQuery } from "@tanstack/react-query";
import type { OptionGroup, QueryOption } from "./option";
import type { QuerySubject, QueryTools } from "./query-subject";
import { useSettled } from "./use-settled";

/** Long enough that a word is one question, short enough that the menu keeps up. */
const PAUSE_MS = 120;

type QueryMenuInput = {
  subject: QuerySubject;
  /** Null while the language is not loaded: then there is no menu. */
  tools: QueryTools | null;
  text: string;
  caret: number;
  isOpen: boolean;
  /** Slugs; none is every project. */
  projects: readonly string[];
  /** Earlier queries, offered while the field is empty. */
  recent: readonly string[];
};

/** What could come next at the caret: at once what is known here, and a moment later the projects' own values. */
export function useQueryMenu(input: QueryMenuInput) {
  const { subject, tools, text, caret, isOpen, projects, recent } = input;
  const place = tools !== null && isOpen ? tools.suggest(text, caret) : null;
  const ask = place?.ask ?? null;
  const asked = useSettled(ask, PAUSE_MS);
  const values = useQuery({
    ...subject.valuesQuery(asked?.key ?? "", asked?.prefix ?? "", projects),
    enabled: isOpen && asked !== null,
  });
  const found = asked !== null && asked.key === ask?.key ? (values.data?.values ?? []) : [];
  const groups =
    place === null
      ? []
      : [...(text.trim() === "" ? listRecent(recent, text.length) : []), ...place.list(found)];
  return {
    groups,
    options: groups.flatMap((group) => group.options),
    /** Something stands at the caret that an option would complete. */
    hasTyped: place !== null && place.typed !== "",
  };
}

function listRecent(recent: readonly string[], length: number): OptionGroup[] {
  if (recent.length === 0) return [];
  const options = recent.map(
    (text): QueryOption => ({
      id: `recent ${text}`,
      label: text,
      match: null,
      insert: text,
      range: { from: 0, to: length },
      next: "run",
    }),
  );
  return [{ title: "Recent", options }];
}
