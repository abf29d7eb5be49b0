"use client";

import { Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { classNames } from "@/components/ui/class-names";
import type { QueryReport } from "@/lib/issues/schemas";
import { issueSubject } from "./issue-subject";
import type { QueryOption } from "./option";
import { optionId } from "./option-id";
import { QueryField, type TextField } from "./query-field";
import { QueryPaint } from "./query-paint";
import type { QuerySubject } from "./query-subject";
import { readRecent, rememberSearch } from "./recent-searches";
import { useQueryMenu } from "./use-query-menu";
import { writeText } from "./write-text";

const QueryMenu = dynamic(async () => (await import("./query-menu")).QueryMenu, { ssr: false });
const QueryNote = dynamic(async () => (await import("./query-note")).QueryNote);

type QueryBarProps = {
  /** The query that runs. */
  query: string;
  /** What the server made of that query; undefined while it has not answered. */
  report: Pick<QueryReport, "errors" | "unknown"> | undefined;
  /** Slugs of the projects whose values are offered; none is every project. */
  projects: readonly string[];
  /** Runs a query in its canonical form. */
  onRun: (query: string) => void;
  /** Runs the same query once more; nothing happens when absent. */
  onAgain?: () => void;
  /** For a button beside the field. */
  ref?: Ref<QueryBarHandle>;
  /** What is searched, and by which language; the issues when absent. */
  subject?: QuerySubject;
};

export type QueryBarHandle = {
  /** Runs what stands in the field. */
  run: () => void;
};

/**
 * The one field of a search. A plain text field, so that caret, selection, undo and input methods are the
 * browser's own; its coloured text lies behind it. Enter runs what stands there; where the language has several lines, Shift
 * Enter begins one.
 */
export function QueryBar(props: QueryBarProps) {
  const { query, report, projects, onRun, onAgain, ref, subject = issueSubject } = props;
  const id = useId();
  const field = useRef<TextField>(null);
  const setField = useCallback((element: TextField | null) => {
    field.current = element;
  }, []);
  const [draft, setDraft] = useState(query);
  const [known, setKnown] = useState(query);
  const [asked, setAsked] = useState(query);
  const [caret, setCaret] = useState(query.length);
  const [isFocused, setFocused] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  /** The text that could not be run when it was tried. */
  const [tried, setTried] = useState<string | null>(null);
  const isTall = draft.includes("\n");
  /** Where the caret goes when a field of several lines takes the place of the other, or back. */
  const caretAfter = useRef<number | null>(null);
  useLayoutEffect(() => {
    const place = caretAfter.current;
    caretAfter.current = null;
    if (place === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(place, place);
  });
  if (known !== query) {
    // The address changed, by running the query or from elsewhere, such as by going back.
    setKnown(query);
    setAsked(query);
    if (query !== asked) setDraft(query);
  }

  const tools = subject.useTools(isFocused || draft !== "");
  const parsed = tools?.readQuery(draft) ?? null;
  const ofServer = draft === query && report !== undefined ? report : null;
  const errors = parsed !== null && parsed.errors.length > 0 ? parsed.errors : (ofServer?.errors ?? []);
  // While somebody types, what stands at the caret is not wrong but unfinished.
  const isSettled = tried === draft || !isFocused || ofServer !== null;
  const shown = isSettled ? errors : errors.filter(({ from, to }) => caret < from || caret > to);
  const unknown = ofServer?.unknown ?? [];
  const hints = ofServer === null || errors.length > 0 ? [] : (tools?.listHints?.(draft) ?? []);
  const hasNote = isSettled && (errors.length > 0 || unknown.length > 0 || hints.length > 0);

  const { groups, options, hasTyped } = useQueryMenu({
    subject,
    tools,
    text: draft,
    caret,
    isOpen,
    projects,
    recent,
  });
  const isShown = isOpen && options.length > 0;
  const current = options.find((option) => option.id === active);
  const byTab = current ?? (hasTyped ? options[0] : undefined);

  const close = () => {
    setOpen(false);
    setActive(null);
  };
  const run = async (text: string) => {
    close();
    let canonical = text.trim();
    try {
      const read = (await subject.loadTools()).toCanonical(text);
      if (read.errors.length > 0) {
        setTried(text);
        return;
      }
      canonical = read.text;
    } catch {
      // The language could not be loaded: the server reads the query as it is.
    }
    setTried(null);
    rememberSearch(canonical, subject.recentAs);
    if (field.current !== null && field.current.value !== canonical) {
      if (document.activeElement === field.current) {
        writeText(field.current, { from: 0, to: field.current.value.length }, canonical);
        close();
      } else setDraft(canonical);
    }
    setAsked(canonical);
    if (canonical !== query) onRun(canonical);
    else onAgain?.();
  };
  useImperativeHandle(ref, () => ({ run: () => void run(draft) }));
  const pick = (option: QueryOption) => {
    if (field.current === null) return;
    const { range, insert } = option;
    writeText(field.current, range, insert);
    setActive(null);
    setOpen(option.next === "goOn");
    if (option.next === "run") void run(draft.slice(0, range.from) + insert + draft.slice(range.to));
  };
  const open = () => {
    setRecent(readRecent(subject.recentAs));
    setOpen(true);
  };
  const goTo = (from: number, to: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(from, Math.max(from, to));
    close();
  };
  const fix = (key: string, by: string) => {
    void subject.loadTools().then((loaded) => run(loaded.replaceUnknown(draft, key, by)));
  };

  const step = (by: 1 | -1) => {
    if (!isShown) {
      open();
      return;
    }
    const at = options.findIndex((option) => option.id === active);
    // Before the first and after the last stands the field itself.
    const places = options.length + 1;
    setActive(options[((at + 1 + by + places) % places) - 1]?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent<TextField>) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    if (event.metaKey || event.ctrlKey) {
      if (event.key === "Enter") void run(draft);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (isTall && !isShown) return;
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.shiftKey && subject.isMultiline) {
      if (isTall) return;
      event.preventDefault();
      const { selectionStart, selectionEnd } = event.currentTarget;
      const start = selectionStart ?? draft.length;
      caretAfter.current = start + 1;
      setDraft(`${draft.slice(0, start)}\n${draft.slice(selectionEnd ?? start)}`);
      setCaret(start + 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isShown && current !== undefined) pick(current);
      else void run(draft);
    } else if (event.key === "Tab" && !event.shiftKey && isShown && byTab !== undefined) {
      event.preventDefault();
      pick(byTab);
    } else if (event.key === "Escape") {
      if (isShown) close();
      else field.current?.blur();
    } else if (event.key === "Backspace") {
      const token = parsed?.tokens.at(-1);
      const { selectionStart, selectionEnd } = event.currentTarget;
      const isAtEnd = selectionStart === draft.length && selectionEnd === draft.length;
      if (
        isAtEnd &&
        token?.type === "filter" &&
        token.to < draft.length &&
        draft.slice(token.to).trim() === ""
      ) {
        event.preventDefault();
        event.currentTarget.setSelectionRange(token.from, draft.length);
      }
    }
  };
  useHotkeys([
    {
      keys: "/",
      label: "Focus search",
      group: "Lists",
      run: () => {
        field.current?.focus();
        field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
      },
    },
  ]);

  return (
    <div className="qb-box" role="search">
      <div className="qb-anchor">
        <div className={classNames("qb", isTall && "is-tall")}>
          <Search className="i" />
          <div className="qb-line">
            <div className="qb-grow">
              <QueryPaint
                text={draft}
                groups={
                  tools === null || parsed === null ? null : tools.paintQuery(draft, parsed.tokens, shown)
                }
              />
              <QueryField
                ref={setField}
                label={subject.label}
                text={draft}
                isLit={parsed !== null}
                isMenuOpen={isShown}
                menuId={`${id}-menu`}
                activeId={isShown && current ? optionId(`${id}-menu`, current) : undefined}
                noteId={hasNote ? `${id}-note` : undefined}
                onText={(text, place) => {
                  if (text.includes("\n") !== isTall) caretAfter.current = place;
                  setDraft(text);
                  setCaret(place);
                  setActive(null);
                  open();
                }}
                onCaret={setCaret}
                onFocus={() => {
                  setFocused(true);
                  if (draft === "") open();
                }}
                onBlur={() => {
                  setFocused(false);
                  close();
                }}
                onClick={open}
                onKeyDown={onKeyDown}
              />
            </div>
          </div>
          {draft === "" ? (
            <kbd className="d-only" aria-hidden="true">
              /
            </kbd>
          ) : (
            <button
              type="button"
              className="qb-x"
              aria-label="Clear the query"
              onClick={() => {
                if (field.current === null) return;
                writeText(field.current, { from: 0, to: draft.length }, "");
                void run("");
              }}
            >
              <X className="i" />
            </button>
          )}
        </div>
        {isShown ? (
          <QueryMenu
            id={`${id}-menu`}
            groups={groups}
            active={current?.id ?? null}
            tab={byTab?.id ?? null}
            onPick={pick}
          />
        ) : null}
      </div>
      {hasNote ? (
        <QueryNote
          id={`${id}-note`}
          errors={errors}
          unknown={errors.length > 0 ? [] : unknown}
          hints={hints}
          onReplace={({ from, to }, by) => void run(draft.slice(0, from) + by + draft.slice(to))}
          onPlace={({ from, to }) => goTo(from, to)}
          onFix={fix}
        />
      ) : null}
    </div>
  );
}
