"use client";

import { useQuery } from "@tanstack/react-query";
import { LoadError } from "@/components/ui/load-error";
import { formatBytes } from "@/lib/format/format-bytes";
import { formatExact } from "@/lib/format/format-count";
import type { LogUsage } from "@/lib/logs/settings/schemas";
import { nameDay } from "./name-day";
import { logUsageQuery } from "./settings-queries";
import { useToday } from "./use-today";

const LEVELS = ["Debug", "Information", "Warning", "Error"];
const AGES = ["Today", "6 days before", "3 weeks before", "Older"];

/** What the log of a project holds, by level and age, and the room it takes. */
export function LogUsageSection({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(logUsageQuery(slug));
  return (
    <section className="fs" aria-labelledby="usage-h">
      <h2 id="usage-h">Used space</h2>
      {data ? (
        <Usage usage={data} />
      ) : error ? (
        <LoadError what="The used space" error={error} onRetry={() => void refetch()} />
      ) : (
        <p className="mut" role="status">
          Counting…
        </p>
      )}
    </section>
  );
}

function Usage({ usage }: { usage: LogUsage }) {
  const { lines, bytes, rawBytes, waiting, ages, oldestDay } = usage;
  const today = useToday();
  if (lines === 0) return <p className="mut">No log line is stored.</p>;
  const since = oldestDay === null ? "" : `, the oldest of ${nameDay(oldestDay, today)}`;
  return (
    <>
      <p className="sec">
        {formatExact(lines)} {lines === 1 ? "line takes" : "lines take"} {formatBytes(bytes)}
        {rawBytes > 0 ? `, packed from ${formatBytes(rawBytes)}` : ""}
        {since}.
        {waiting > 0 ? ` ${formatExact(waiting)} came just now; the table has them within minutes.` : ""}
      </p>
      {/* Focusable, so that the keyboard can scroll it. */}
      <div className="tw-x" role="tabpanel" tabIndex={0} aria-labelledby="usage-h">
        <table className="tbl lgs-u">
          <thead>
            <tr>
              <th scope="col">Lines by level and age, UTC</th>
              {AGES.map((age) => (
                <th key={age} scope="col" className="right">
                  {age}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LEVELS.map((level, at) => (
              <tr key={level}>
                <th scope="row">{level}</th>
                {AGES.map((age, column) => (
                  <Cell key={age} text={formatExact(ages[column]?.levels[at] ?? 0)} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Space</th>
              {AGES.map((age, column) => (
                <Cell key={age} text={formatBytes(ages[column]?.bytes ?? 0)} />
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}

function Cell({ text }: { text: string }) {
  return <td className={text === "0" || text === "0 B" ? "num right mut" : "num right"}>{text}</td>;
}
