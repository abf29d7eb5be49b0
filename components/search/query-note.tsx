import { CircleAlert } from "lucide-react";
import { Fragment } from "react";
import type { QueryReport } from "@/lib/issues/schemas";
import type { QueryHint } from "./query-subject";

type QueryNoteProps = {
  id: string;
  errors: QueryReport["errors"];
  unknown: QueryReport["unknown"];
  hints: readonly QueryHint[];
  onReplace: (place: QueryHint, by: string) => void;
  onPlace: (error: QueryReport["errors"][number]) => void;
  onFix: (key: string, by: string) => void;
};

/** What is wrong with the query, in one line each: where to look, and the fix where one is known. */
export function QueryNote({ id, errors, unknown, hints, onReplace, onPlace, onFix }: QueryNoteProps) {
  const [error] = errors;
  return (
    <div id={id} role="alert" className="qb-note">
      {error === undefined ? null : (
        <p className="help err">
          <CircleAlert className="i" />
          <span>
            <Message text={error.message} />{" "}
            <button type="button" className="link num" onClick={() => onPlace(error)}>
              Character {error.from + 1}
            </button>
            {errors.length > 1 ? <span className="num">, and {errors.length - 1} more</span> : null}
          </span>
        </p>
      )}
      {unknown.slice(0, 3).map(({ key, message, suggestions }) => (
        <p key={key} className="help err">
          <CircleAlert className="i" />
          <span>
            <Message text={message} />
            <Suggestions of={suggestions} onTake={(by) => onFix(key, by)} />
          </span>
        </p>
      ))}
      {hints.slice(0, 3).map((hint) => (
        <p key={hint.from} className="help">
          <CircleAlert className="i" />
          <span>
            <Message text={hint.message} />
            <Suggestions of={hint.suggestions} onTake={(by) => onReplace(hint, by)} />
          </span>
        </p>
      ))}
    </div>
  );
}

/** What may have been meant; nothing for none. */
function Suggestions({ of, onTake }: { of: readonly string[]; onTake: (by: string) => void }) {
  if (of.length === 0) return null;
  return (
    <>
      {" "}
      Did you mean{" "}
      {of.map((by, index) => (
        <Fragment key={by}>
          {index === 0 ? "" : index === of.length - 1 ? " or " : ", "}
          <button type="button" className="link" onClick={() => onTake(by)}>
            {by}
          </button>
        </Fragment>
      ))}
      ?
    </>
  );
}

/** What stands between backticks is quoted from the query. */
function Message({ text }: { text: string }) {
  let at = 0;
  return text.split("`").map((part, index) => {
    at += part.length + 1;
    return index % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>;
  });
}
