import { useQuery } from "@tanstack/react-query";
import type { Tools } from "./load-tools";
import type { OptionGroup, QueryOption } from "./option";
import { searchValuesQuery } from "./queries";
import { useSettled } from "./use-settled";

/** Long enough that a word is one question, short enough that the menu keeps up. */
const PAUSE_MS = 120;

type QueryMenuInput = {
  /** Null while the language is not loaded: then there is no menu. */
  tools: Tools | null;
  text: string;
  caret: number;
  isOpen: boolean;
  /** Slugs; none is every project. */
  projects: readonly string[];
  /** Earlier queries, offered while the field is empty. */
  recent: readonly string[];
};

/** What could come next at the caret: at once what is known here, and a moment later the projects' own values. */
export function useQueryMenu({ tools, text, caret, isOpen, projects, recent }: QueryMenuInput) {
  const completion = tools !== null && isOpen ? tools.completeQuery(text, caret) : null;
  const ask = completion === null ? null : (tools?.whatToAsk(completion) ?? null);
  const asked = useSettled(ask, PAUSE_MS);
  const values = useQuery({
    ...searchValuesQuery(asked?.key ?? "", asked?.prefix ?? "", projects),
    enabled: isOpen && asked !== null,
  });
  const found = asked !== null && asked.key === ask?.key ? (values.data?.values ?? []) : [];
  const groups =
    tools === null || completion === null
      ? []
      : [
          ...(text.trim() === "" ? listRecent(recent, text.length) : []),
          ...tools.listOptions(text, completion, found),
        ];
  return {
    groups,
    options: groups.flatMap((group) => group.options),
    /** Something stands at the caret that an option would complete. */
    hasTyped: completion !== null && completion.text !== "",
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
