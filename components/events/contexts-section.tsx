import type { Event } from "@/lib/protocol/event";
import { contextBlocks } from "./context-blocks";
import { KeyValues } from "./key-values";
import { Section } from "./section";

/** Who was affected and what it ran on. */
export function ContextsSection({ event }: { event: Event }) {
  const blocks = contextBlocks(event);
  return (
    <Section id="contexts" title="User and contexts">
      <div className="ctx">
        {blocks.map(({ id, title, rows }) => (
          <div key={id}>
            <h3>{title}</h3>
            <KeyValues rows={rows} />
          </div>
        ))}
      </div>
    </Section>
  );
}
