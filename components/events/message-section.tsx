import type { LogEntry } from "@/lib/protocol/event";
import { KeyValues } from "./key-values";
import { Section } from "./section";
import { TextValue } from "./text-value";

/** What was logged, and the template and values that it was made of. */
export function MessageSection({ entry }: { entry: LogEntry }) {
  const { message, params, formatted } = entry;
  const hasTemplate = message !== undefined && message !== formatted;
  const rows = [
    ...(hasTemplate ? [{ name: "Template", value: message }] : []),
    ...(Array.isArray(params)
      ? params.map((value, index) => ({ name: `Value ${index + 1}`, value }))
      : Object.entries(params ?? {}).map(([name, value]) => ({ name, value }))),
  ];
  return (
    <Section id="message" title="Message">
      <div className="msg mono">
        <TextValue text={formatted} />
      </div>
      {rows.length > 0 ? <KeyValues rows={rows} /> : null}
    </Section>
  );
}
