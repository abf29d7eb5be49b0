import { Fragment } from "react";
import { markMessage } from "./mark-message";

/** A message with the names of its pairs dimmed and the words of the question marked. */
export function Message({ text, literals }: { text: string; literals: readonly string[] }) {
  return markMessage(text, literals).map(({ at, text: piece, isKey, isHit }) => {
    const inner = isHit ? <mark>{piece}</mark> : piece;
    return isKey ? <i key={at}>{inner}</i> : <Fragment key={at}>{inner}</Fragment>;
  });
}
