"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { peopleQuery } from "@/components/workflow/queries";
import { findMention, putMention } from "./find-mention";
import { listNames, type Mentionable } from "./names";

type CommentBoxProps = {
  label: string;
  start?: string;
  /** The act, such as "Comment". */
  sendLabel: string;
  onSend: (text: string) => void;
  onCancel?: () => void;
};

const SHOWN = 6;

/** A field for Markdown with people behind `@`. ⌘Enter sends, Escape leaves. */
export function CommentBox({ label, start = "", sendLabel, onSend, onCancel }: CommentBoxProps) {
  const [text, setText] = useState(start);
  const [caret, setCaret] = useState(start.length);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const moveTo = useRef<number | null>(null);
  const listId = useId();
  const { data } = useQuery({ ...peopleQuery, enabled: text.includes("@") });
  const typing = findMention(text, caret);
  const names =
    typing && typing.from !== closedAt && data ? listNames(data, typing.name).slice(0, SHOWN) : [];
  const active = names[Math.min(chosen, names.length - 1)];
  const isEmpty = text.trim() === "";

  useLayoutEffect(() => {
    if (moveTo.current === null) return;
    field.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = null;
  });

  const send = () => {
    if (isEmpty) return;
    onSend(text.trim());
    setText("");
  };
  const pick = (person: Mentionable) => {
    if (!typing) return;
    const put = putMention(text, typing, caret, person.mention);
    moveTo.current = put.caret;
    setText(put.text);
    setCaret(put.caret);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
    else if (event.key === "Escape" && names.length > 0) setClosedAt(typing?.from ?? null);
    else if (event.key === "Escape" && onCancel) onCancel();
    else if (event.key === "Escape") field.current?.blur();
    else if (active && (event.key === "Enter" || event.key === "Tab")) pick(active);
    else if (names.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp"))
      setChosen((present) => (present + (event.key === "ArrowDown" ? 1 : names.length - 1)) % names.length);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="cmt-b">
      <textarea
        ref={field}
        className="input cmt"
        rows={2}
        aria-label={label}
        aria-keyshortcuts="Meta+Enter Control+Enter"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={names.length > 0 ? listId : undefined}
        aria-activedescendant={active ? `${listId} ${active.mention}` : undefined}
        placeholder="Comment. Type @ to notify someone"
        maxLength={10_000}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
          setClosedAt(null);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {names.length > 0 ? (
        <div className="menu men-l" role="listbox" id={listId} aria-label="People and teams">
          {names.map((person) => (
            <div
              key={person.mention}
              id={`${listId} ${person.mention}`}
              className="mi"
              role="option"
              tabIndex={-1}
              aria-selected={person === active}
              data-highlighted={person === active ? "" : undefined}
              // The field keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                pick(person);
              }}
            >
              <Avatar size="sm" name={person.name} team={person.isTeam} />
              <span className="trunc">{person.name}</span>
              <span className="mut small trunc">{person.hint}</span>
            </div>
          ))}
        </div>
      ) : null}
      {isEmpty && !onCancel ? null : (
        <div className="row acts cmt-a">
          <Button size="sm" disabled={isEmpty} onClick={send}>
            {sendLabel}
            <Kbd keys="mod+enter" />
          </Button>
          {onCancel ? (
            <Button size="sm" variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
