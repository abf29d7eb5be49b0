"use client";

import { Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { optionId } from "./option-id";
import type { QueryBarProps } from "./query-bar-props";
import { QueryField } from "./query-field";
import { QueryPaint } from "./query-paint";
import { useQueryBar } from "./use-query-bar";

export type { QueryBarHandle } from "./query-bar-props";

const QueryMenu = dynamic(async () => (await import("./query-menu")).QueryMenu, { ssr: false });
const QueryNote = dynamic(async () => (await import("./query-note")).QueryNote);

/**
 * The one field of a search. A plain text field, so that caret, selection, undo and input methods are the
 * browser's own; its coloured text lies behind it. Enter runs what stands there; where the language has several lines, Shift
 * Enter begins one.
 */
export function QueryBar(props: QueryBarProps) {
  const id = useId();
  const { subject, tools, draft, isTall, groups, isShown, current, byTab, handlers, ...bar } =
    useQueryBar(props);
  const { parsed, errors, shown, unknown, hints, hasNote } = bar;
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
                {...handlers}
                label={subject.label}
                text={draft}
                isLit={parsed !== null}
                isMenuOpen={isShown}
                menuId={`${id}-menu`}
                activeId={isShown && current ? optionId(`${id}-menu`, current) : undefined}
                noteId={hasNote ? `${id}-note` : undefined}
              />
            </div>
          </div>
          {draft === "" ? (
            <kbd className="d-only" aria-hidden="true">
              /
            </kbd>
          ) : (
            <button type="button" className="qb-x" aria-label="Clear the query" onClick={bar.clear}>
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
            onPick={bar.pick}
          />
        ) : null}
      </div>
      {hasNote ? (
        <QueryNote
          id={`${id}-note`}
          errors={errors}
          unknown={unknown}
          hints={hints}
          onReplace={bar.replace}
          onPlace={bar.goTo}
          onFix={bar.fix}
        />
      ) : null}
    </div>
  );
}
