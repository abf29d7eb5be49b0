import { Columns2, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { LineActs } from "./line-acts";
import type { LineField } from "./list-fields";

/** The fields of a line; each can be asked for, asked against, and shown as a column. */
export function LineFields({ fields, acts }: { fields: readonly LineField[]; acts: LineActs | null }) {
  return (
    <dl className="lfs">
      {fields.map(({ key, value, kind }) => (
        <div className="lf" key={`${kind} ${key}`} data-field={key} data-value={value}>
          <dt className="trunc" title={key}>
            {key}
          </dt>
          <dd>
            <span className="trunc" title={value}>
              {value}
            </span>
            {acts === null ? null : (
              <span className="lf-a">
                {kind === "computed" ? null : (
                  <>
                    <IconButton
                      label={`Filter to ${key}`}
                      size="sm"
                      icon={<Plus className="i" />}
                      onClick={() => acts.filter(key, value, false)}
                    />
                    <IconButton
                      label={`Filter out ${key}`}
                      size="sm"
                      icon={<Minus className="i" />}
                      onClick={() => acts.filter(key, value, true)}
                    />
                  </>
                )}
                <IconButton
                  label={acts.columns.includes(key) ? `Hide the column ${key}` : `Show ${key} as a column`}
                  size="sm"
                  icon={<Columns2 className="i" />}
                  aria-pressed={acts.columns.includes(key)}
                  onClick={() => acts.toggleColumn(key)}
                />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
