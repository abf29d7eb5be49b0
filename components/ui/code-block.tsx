import { Fragment } from "react";
import { CopyButton } from "./copy-button";

type CodeBlockProps = {
  /** File name or "Terminal". */
  title: string;
  code: string;
  /** Parts of the code to tint, such as the DSN. */
  marks?: readonly string[];
};

/** Code to copy, with its file name. Scrolls sideways inside itself. */
export function CodeBlock({ title, code, marks = [] }: CodeBlockProps) {
  return (
    <div className="cb-b">
      <div className="cb-h">
        <span className="mono">{title}</span>
        <CopyButton text={code} variant="ghost" size="sm" />
      </div>
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre tabIndex={0} aria-label={title} role="group">
        {splitAt(code, marks).map((part) =>
          part.marked ? (
            <mark key={part.at}>{part.text}</mark>
          ) : (
            <Fragment key={part.at}>{part.text}</Fragment>
          ),
        )}
      </pre>
    </div>
  );
}

type Part = { at: number; text: string; marked: boolean };

/** Cuts the code at each occurrence of a mark, without regular expressions. */
function splitAt(code: string, marks: readonly string[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < code.length) {
    const next = nearest(code, marks, at);
    const until = next?.at ?? code.length;
    if (until > at) parts.push({ at, text: code.slice(at, until), marked: false });
    if (next) parts.push({ at: next.at, text: next.mark, marked: true });
    at = next ? next.at + next.mark.length : code.length;
  }
  return parts;
}

function nearest(code: string, marks: readonly string[], from: number) {
  return marks
    .filter((mark) => mark !== "")
    .map((mark) => ({ mark, at: code.indexOf(mark, from) }))
    .filter((found) => found.at >= 0)
    .sort((a, b) => a.at - b.at)[0];
}
