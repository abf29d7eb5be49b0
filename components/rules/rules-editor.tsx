"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { Fragment, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { RuleError } from "@/lib/projects/grouping/schemas";
import { addLine } from "./add-line";
import { CheatSheet } from "./cheat-sheet";
import type { Syntax } from "./syntax";

const LEAST_LINES = 6;
const MOST_LINES = 22;
const ERRORS_SHOWN = 5;

type EditorProps = {
  label: string;
  help: string;
  syntax: Syntax;
  text: string;
  onChange: (text: string) => void;
  /** Of this very text, or of what it was a moment ago. */
  errors: readonly RuleError[];
  /** About lines that hold all the same. */
  warnings?: readonly RuleError[];
  onSave: () => void;
  /** Who reads it may not change it. */
  isReadOnly?: boolean;
  /** Stands between what the text is for and the text. */
  children?: ReactNode;
};

const NO_WARNINGS: readonly RuleError[] = [];

/** A text of rules with line numbers; what cannot be read is marked where it stands and said below. Tab leaves it. */
export function RulesEditor({
  label,
  help,
  syntax,
  text,
  onChange,
  errors,
  warnings = NO_WARNINGS,
  onSave,
  isReadOnly = false,
  children,
}: EditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState({ top: 0, left: 0 });
  const lines = text.split("\n").length;
  const broken = new Set(errors.map(({ line }) => line));

  function save(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    onSave();
  }

  return (
    <section className="ru-ed" aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>
        <label htmlFor={id}>{label}</label>
      </h2>
      <p className="help" id={`${id}-help`}>
        {help}
      </p>
      {children}
      <div className={classNames("ru-box", errors.length > 0 && "is-error")}>
        <div className="ru-gut" aria-hidden>
          <div style={{ transform: `translateY(${-scrolled.top}px)` }}>
            {Array.from({ length: lines }, (_, index) => (
              <span key={index + 1} className={broken.has(index + 1) ? "bad" : undefined}>
                {index + 1}
              </span>
            ))}
          </div>
        </div>
        <div className="ru-txt">
          <div className="ru-marks" aria-hidden>
            <div style={{ transform: `translate(${-scrolled.left}px, ${-scrolled.top}px)` }}>
              {errors.map(({ line, column }) => (
                <i
                  key={`${line}:${column}`}
                  style={{ "--line": line - 1, "--column": column - 1 } as Record<string, number>}
                />
              ))}
            </div>
          </div>
          <textarea
            ref={area}
            id={id}
            value={text}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={save}
            readOnly={isReadOnly}
            onScroll={({ currentTarget: { scrollTop, scrollLeft } }) =>
              setScrolled({ top: scrollTop, left: scrollLeft })
            }
            rows={Math.min(MOST_LINES, Math.max(LEAST_LINES, lines + 1))}
            wrap="off"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            autoCorrect="off"
            aria-describedby={`${id}-help ${id}-errors`}
            aria-invalid={errors.length > 0 || undefined}
          />
        </div>
      </div>
      <div id={`${id}-errors`} role="status">
        {errors.length > 0 ? <NoteList text={text} notes={errors} area={area} /> : null}
        {warnings.length > 0 ? <NoteList text={text} notes={warnings} area={area} areWarnings /> : null}
      </div>
      {isReadOnly ? null : (
        <CheatSheet
          syntax={syntax}
          onInsert={(rule) => {
            onChange(addLine(text, rule));
            area.current?.focus();
          }}
        />
      )}
    </section>
  );
}

type NoteListProps = {
  text: string;
  notes: readonly RuleError[];
  area: { readonly current: HTMLTextAreaElement | null };
  areWarnings?: boolean;
};

function NoteList({ text, notes, area, areWarnings }: NoteListProps) {
  function goTo({ line, column }: RuleError) {
    const at = placeOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  }
  return (
    <ul className="ru-errs">
      {notes.slice(0, ERRORS_SHOWN).map((note) => (
        <li key={`${note.line}:${note.column}`} className={classNames("help", !areWarnings && "err")}>
          {areWarnings ? <TriangleAlert className="i" /> : <CircleAlert className="i" />}
          <span>
            <button type="button" className="link num" onClick={() => goTo(note)}>
              Line {note.line}, column {note.column}
            </button>
            : <Message text={note.message} />
          </span>
        </li>
      ))}
      {notes.length > ERRORS_SHOWN ? <li className="help">and {notes.length - ERRORS_SHOWN} more</li> : null}
    </ul>
  );
}

/** What stands between backticks is quoted from the rules. */
function Message({ text }: { text: string }) {
  let at = 0;
  return text.split("`").map((part, index) => {
    at += part.length + 1;
    return index % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>;
  });
}

function placeOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}
