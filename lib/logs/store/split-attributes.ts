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
 * as a JSON object. Null counts as absent. `isLenient`: a key may stand twice in a line.
 */
export function splitAttributes(
  own: readonly string[],
  rest: readonly string[],
  isLenient = false,
): AttributeSplit {
  // A struct is read fastest, but takes all keys of a file or none, and no two that differ only in case.
  const isStruct = rest.length === 0 && own.length > 0 && !isLenient;
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
  // Not a map of the names: DuckDB would make it anew for each attribute of each line.
  const isOther = own.length > 0 ? ` AND e.key NOT IN (${own.map(quoteText).join(", ")})` : "";
  const others = `list_filter(map_entries(a), e -> e.value IS NOT NULL${isOther})`;
  const members = `list_transform(${others}, e -> to_json(e.key)::VARCHAR || ':' || e.value::VARCHAR)`;
  return `nullif('{' || array_to_string(${members}, ',') || '}', '{}')`;
}
