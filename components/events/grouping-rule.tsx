import { ArrowUpRight } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import type { EventView } from "@/lib/events/schemas";

type Rule = NonNullable<EventView["grouping"]["rule"]>;

/** The line of the project's rules that gave the event its fingerprint. */
export function GroupingRule({ rule, rulesPath }: { rule: Rule; rulesPath: string }) {
  return (
    <div className="gr">
      <div className="row">
        <span className="med small">A fingerprint rule matched, line {rule.line}</span>
        <span className="grow" />
        <ButtonLink variant="ghost" size="sm" href={rulesPath} icon={<ArrowUpRight className="i" />}>
          Rules
        </ButtonLink>
      </div>
      <pre className="gr-t" tabIndex={0} aria-label="Rule">
        <code>{rule.text}</code>
      </pre>
    </div>
  );
}
