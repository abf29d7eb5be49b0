import { splitPlaceholders } from "./split-placeholders";

/** A text as grouping compares it; what stands for a value that varies is marked and says for what. */
export function GroupingText({ text }: { text: string }) {
  return splitPlaceholders(text).map((piece, index) =>
    piece.kind ? (
      <mark key={index} className="gph" title={`Stands for ${piece.kind}`}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
