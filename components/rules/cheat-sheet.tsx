import { ChevronRight, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Syntax } from "./syntax";

/** How rules of one kind are written, with examples to begin with. */
export function CheatSheet({ syntax, onInsert }: { syntax: Syntax; onInsert: (rule: string) => void }) {
  return (
    <details className="ru-cs">
      <summary>
        <ChevronRight className="chev" aria-hidden />
        Syntax and examples
      </summary>
      <div className="ru-csb">
        <p>
          <code>{syntax.form}</code>
        </p>
        <ul className="ru-ex">
          {syntax.examples.map(({ rule, meaning }) => (
            <li key={rule}>
              <div>
                <p className="small sec">{meaning}</p>
                <code>{rule}</code>
              </div>
              <Button
                size="sm"
                icon={<Plus className="i" />}
                aria-label={`Insert: ${meaning}`}
                onClick={() => onInsert(rule)}
              >
                Insert
              </Button>
            </li>
          ))}
        </ul>
        <ul className="ru-facts help">
          {syntax.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <div className="ru-names">
          {syntax.names.map(({ title, list }) => (
            <div key={title}>
              <h4>{title}</h4>
              <dl>
                {list.map(({ name, meaning }) => (
                  <div key={name}>
                    <dt className="mono">{name}</dt>
                    <dd className="small">{meaning}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </div>
      </div>
    </details>
  );
}
