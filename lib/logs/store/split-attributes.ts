import { jsonColumn, REST, textColumn } from "./column-names";
import { quoteName, quoteText } from "./quote";

/** How the attributes of chunks are read and what becomes of them in a file. */
export interface AttributeSplit {
  /** The type of `a` that `selectChunks` needs, as a text literal. */
  type: string;
  /** For each column its value, and whether a line has one. */
  columns: { name: string; expression: string; isFilled: string }[];
}

/**
 * Says how to take attributes apart: for each of `own` two columns, texts and other values; the keys of `rest` stay together
 * as a JSON object. Null counts as absent.
 */
export function splitAttributes(own: readonly string[], rest: readonly string[]): AttributeSplit {
  // A struct is read fastest, but takes all keys of a file or none, and no two that differ only in case.
  const isStruct = rest.length === 0 && own.length > 0;
  const type = isStruct
    ? `STRUCT(${own.map((key) => `${quoteName(key)} JSON`).join(", ")})`
    : "MAP(VARCHAR, JSON)";
  const columns = own.flatMap((key) => {
    const value = isStruct ? `a.${quoteName(key)}` : `a[${quoteText(key)}]`;
    const json = `(${value})::VARCHAR`;
    const isText = `starts_with(${json}, '"')`;
    return [
      {
        name: textColumn(key),
        expression: `CASE WHEN ${isText} THEN ${value} ->> '$' END`,
        isFilled: isText,
      },
      {
        name: jsonColumn(key),
        expression: `CASE WHEN NOT ${isText} THEN ${json} END`,
        isFilled: `NOT ${isText}`,
      },
    ];
  });
  if (rest.length > 0) columns.push({ name: REST, expression: selectRest(own), isFilled: "true" });
  return { type: quoteText(type), columns };
}

/** Everything but the keys with columns, as the text of a JSON object; NULL when nothing is left. */
function selectRest(own: readonly string[]): string {
  const named = own.map((key) => `${quoteText(key)}: true`).join(", ");
  const others =
    own.length > 0
      ? `list_filter(map_entries(a), e -> e.value IS NOT NULL AND NOT map_contains(MAP {${named}}, e.key))`
      : "list_filter(map_entries(a), e -> e.value IS NOT NULL)";
  const members = `list_transform(${others}, e -> to_json(e.key)::VARCHAR || ':' || e.value::VARCHAR)`;
  return `CASE WHEN len(${others}) > 0 THEN '{' || array_to_string(${members}, ',') || '}' END`;
}
