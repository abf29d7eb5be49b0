import type { JsonObject } from "@/lib/protocol/event";
import { KeyValues } from "./key-values";
import { Section } from "./section";

/** What the application added by itself. */
export function ExtraSection({ extra }: { extra: JsonObject }) {
  const rows = Object.entries(extra).map(([name, value]) => ({ name, value }));
  return (
    <Section id="extra" title="Extra" count={rows.length}>
      <KeyValues rows={rows} />
    </Section>
  );
}
