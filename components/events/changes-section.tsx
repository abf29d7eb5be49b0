import type { EventError } from "@/lib/protocol/event";
import { JsonValue } from "./json-value";
import { Section } from "./section";

/** Fields that could not be stored as they came, so that nobody wonders where they are. */
export function ChangesSection({ errors }: { errors: readonly EventError[] }) {
  return (
    <Section id="changes" title="What Jackdaw changed on this event" count={errors.length}>
      <dl className="kv chg">
        {errors.map(({ name, reason, value }, index) => (
          <div key={`${index} ${name}`}>
            <dt className="mono">{name}</dt>
            <dd>
              {reason}
              {value === undefined ? null : (
                <div className="mono mut">
                  <JsonValue value={value} quoted />
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
