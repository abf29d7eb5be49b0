/** HTML that was made by `html`, and by nothing else. */
export class Html {
  private constructor(readonly text: string) {}

  static join(parts: TemplateStringsArray, values: readonly HtmlValue[]): Html {
    return new Html(
      parts.map((part, index) => part + (index < values.length ? textOf(values[index]) : "")).join(""),
    );
  }
}

type HtmlValue = string | number | null | Html | readonly Html[];

/** Template literals as HTML: whatever is put in is escaped, for text and for attributes in quotes, unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.join(parts, values);
}

function textOf(value: HtmlValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return escapeHtml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML, between tags and between quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
