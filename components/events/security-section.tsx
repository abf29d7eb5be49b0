import type { SecurityReport } from "@/lib/protocol/event";
import { KeyValues } from "./key-values";
import { Section } from "./section";

/** What a browser reported about a policy: the three facts that matter, then the report as it came. */
export function SecuritySection({ security }: { security: SecurityReport }) {
  const { directive, blocked_uri, document_uri, report } = security;
  const facts = [
    { name: "Directive", value: directive },
    { name: "Blocked", value: blocked_uri },
    { name: "Page", value: document_uri },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
  const rows = Object.entries(report).map(([name, value]) => ({ name, value }));
  return (
    <Section id="security" title="Security report">
      {facts.length > 0 ? <KeyValues rows={facts} /> : null}
      <h3 className="sub-h">As the browser sent it</h3>
      <KeyValues rows={rows} />
    </Section>
  );
}
