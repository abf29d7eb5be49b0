import type { Template } from "@/lib/protocol/event";
import { readLines } from "./lines";
import type { Source } from "./source";

/** The place in a template (Django, Jinja) where rendering failed. */
export function normaliseTemplate(event: Source): Template | undefined {
  const key = event.nameOf("template", "sentry.interfaces.Template");
  const source = key === undefined ? undefined : event.child(key);
  if (!source) return undefined;
  const template: Template = {
    filename: source.text("filename", 512),
    abs_path: source.text("abs_path", 2048),
    lineno: source.count("lineno"),
    pre_context: readLines(source, "pre_context"),
    context_line: source.text("context_line", 1024),
    post_context: readLines(source, "post_context"),
  };
  return Object.values(template).some((value) => value !== undefined) ? template : undefined;
}
