import { classNames } from "@/components/ui/class-names";
import type { PaintedGroup } from "./paint-query";

const CLASSES = {
  not: "not",
  key: "k",
  sign: "o",
  value: "v",
  word: undefined,
  gap: undefined,
  pipe: "pipe",
  verb: "verb",
} as const;

/** The coloured query that lies behind the field; without groups it only keeps the field as wide as its text. */
export function QueryPaint({ text, groups }: { text: string; groups: readonly PaintedGroup[] | null }) {
  return (
    <span className={classNames("qb-paint", groups !== null && "is-lit")} aria-hidden="true">
      {groups === null
        ? text
        : groups.map(({ from, isFilter, pieces }) => (
            <span key={from} className={isFilter ? "qb-t" : undefined}>
              {pieces.map((piece) => (
                <span
                  key={piece.from}
                  className={classNames(CLASSES[piece.paint], piece.isBad && "bad") || undefined}
                >
                  {piece.text}
                </span>
              ))}
            </span>
          ))}
    </span>
  );
}
