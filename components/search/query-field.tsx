import type { KeyboardEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import { maximumLength } from "@/lib/search/grammar/limits";

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Lines that the field grows to. */
const TALLEST = 6;

type QueryFieldProps = {
  ref: (element: TextField | null) => void;
  label: string;
  text: string;
  /** Its colours lie behind it. */
  isLit: boolean;
  isMenuOpen: boolean;
  menuId: string;
  activeId: string | undefined;
  /** What is wrong with the text. */
  noteId: string | undefined;
  /** The text and the place of the caret. */
  onText: (text: string, caret: number) => void;
  onCaret: (caret: number) => void;
  onFocus: () => void;
  onBlur: () => void;
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent<TextField>) => void;
};

/** The text field of a query: of one line, or of several where the text has them. Only the former may be called a combobox. */
export function QueryField(props: QueryFieldProps) {
  const { ref, label, text, isLit, isMenuOpen, menuId, activeId, noteId, onText, onCaret, ...handlers } =
    props;
  const shared = {
    ...handlers,
    ref,
    className: classNames("qb-in", isLit && "is-lit"),
    autoComplete: "off",
    autoCapitalize: "off",
    autoCorrect: "off",
    spellCheck: false,
    maxLength: maximumLength,
    "aria-label": label,
    "aria-keyshortcuts": "/",
    "aria-autocomplete": "list",
    "aria-activedescendant": activeId,
    "aria-invalid": noteId !== undefined || undefined,
    "aria-describedby": noteId,
    placeholder: "Filter by field or text",
    value: text,
    onChange: ({ target }: { target: TextField }) =>
      onText(target.value, target.selectionEnd ?? target.value.length),
    onSelect: ({ currentTarget }: { currentTarget: TextField }) =>
      onCaret(currentTarget.selectionEnd ?? text.length),
  } as const;
  const lines = text.split("\n").length;
  if (lines > 1) return <textarea {...shared} rows={Math.min(TALLEST, lines)} />;
  return (
    <input
      {...shared}
      type="text"
      role="combobox"
      enterKeyHint="search"
      aria-expanded={isMenuOpen}
      aria-controls={isMenuOpen ? menuId : undefined}
    />
  );
}
