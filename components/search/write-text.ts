import type { Span } from "@/lib/search/grammar/ast";

/**
 * Writes into a text field as if it was typed, so that the browser's undo takes it back; the caret stands
 * behind it and the field has the focus.
 */
export function writeText(
  field: HTMLInputElement | HTMLTextAreaElement,
  { from, to }: Span,
  text: string,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (text === "" && from === to) return;
  // Deprecated for rich text, and still the only way to write that undo knows of.
  const isWritten = document.execCommand(text === "" ? "delete" : "insertText", false, text);
  if (isWritten) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
