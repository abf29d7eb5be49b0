"use client";

import {
  type KeyboardEvent,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import type { Span } from "@/lib/search/grammar/ast";
import { issueSubject } from "./issue-subject";
import { judgeDraft } from "./judge-draft";
import type { QueryOption } from "./option";
import type { TextField } from "./query-field";
import type { QueryBarProps } from "./query-bar-props";
import { readRecent, rememberSearch } from "./recent-searches";
import { useQueryMenu } from "./use-query-menu";
import { writeText } from "./write-text";

/** What stands in the field of a search, what is wrong with it, what the menu offers, and what keys and clicks do. */
export function useQueryBar(props: QueryBarProps) {
  const { query, report, projects, onRun, onAgain, ref, subject = issueSubject } = props;
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
  const judged = judgeDraft({ draft, query, report, tools, caret, isFocused, tried });

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
  const goTo = ({ from, to }: Span) => {
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
      const token = judged.parsed?.tokens.at(-1);
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

  return {
    ...judged,
    subject,
    tools,
    draft,
    isTall,
    groups,
    isShown,
    current,
    byTab,
    pick,
    fix,
    replace: ({ from, to }: Span, by: string) => void run(draft.slice(0, from) + by + draft.slice(to)),
    goTo,
    clear: () => {
      if (field.current === null) return;
      writeText(field.current, { from: 0, to: draft.length }, "");
      void run("");
    },
    handlers: {
      ref: setField,
      onText: (text: string, place: number) => {
        if (text.includes("\n") !== isTall) caretAfter.current = place;
        setDraft(text);
        setCaret(place);
        setActive(null);
        open();
      },
      onCaret: setCaret,
      onFocus: () => {
        setFocused(true);
        if (draft === "") open();
      },
      onBlur: () => {
        setFocused(false);
        close();
      },
      onClick: open,
      onKeyDown,
    },
  };
}
