"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { classNames } from "@/components/ui/class-names";
import { contextLimit, type ContextInput, type LogRow } from "@/lib/logs/schemas";
import { faceOf } from "./level-word";
import { Message } from "./message";
import { logContextQuery } from "./queries";

type Scope = ContextInput["same"];

const STEP = 10;

/** What was written around a line, whatever the question: by the same host, service or trace, or all of the project. */
export function SurroundingLines({ line, literals }: { line: LogRow; literals: readonly string[] }) {
  const scopes = scopesOf(line);
  const [same, setSame] = useState<Scope>(scopes[0]?.value ?? "everything");
  const [before, setBefore] = useState(STEP);
  const [after, setAfter] = useState(STEP);
  const { data, error, refetch } = useQuery(
    logContextQuery({ id: line.id, time: line.time, same, before, after }),
  );
  const rows = data ? [...data.after.toReversed(), data.line, ...data.before.toReversed()] : [];
  return (
    <div className="lx-ctx">
      <div className="row">
        <h2>Surrounding lines</h2>
        <Select
          label="Of which"
          value={same}
          onValueChange={(value) => setSame(value as Scope)}
          options={scopes}
        />
        <span className="mut small d-only">unfiltered</span>
        <span className="grow" />
        <Button
          size="sm"
          variant="ghost"
          disabled={data?.hasMoreBefore === false || before >= contextLimit}
          onClick={() => setBefore(Math.min(contextLimit, before + STEP))}
        >
          10 before
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={data?.hasMoreAfter === false || after >= contextLimit}
          onClick={() => setAfter(Math.min(contextLimit, after + STEP))}
        >
          10 after
        </Button>
      </div>
      {error && !data ? (
        <p className="help err">
          The surrounding lines could not be loaded. {error.message}{" "}
          <button type="button" className="link" onClick={() => void refetch()}>
            Retry
          </button>
        </p>
      ) : null}
      {/* Newest first, as the list around it. */}
      <ol className="ctxl" aria-label="Surrounding lines, newest first" aria-busy={!data && !error}>
        {rows.map((row) => {
          const { tone, word } = faceOf(row);
          return (
            <li
              key={row.id}
              className={classNames(row.id === line.id && "me")}
              aria-current={row.id === line.id ? "true" : undefined}
            >
              <time dateTime={row.time}>{row.time.slice(11, 23)}</time>
              <span className={`t-${tone}`}>{word}</span>
              <code title={row.message}>
                <Message text={row.message} literals={literals} />
              </code>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** What a line has to be alike in, as far as it has it. */
function scopesOf({ host, service, traceId, project }: LogRow): { value: Scope; label: string }[] {
  const found: [Scope, string, string][] = [
    ["host", host, `Host ${host}`],
    ["service", service, `Service ${service}`],
    ["trace", traceId, `Trace ${traceId.slice(0, 8)}`],
    ["everything", project, `All of ${project}`],
  ];
  return found.flatMap(([value, given, label]) => (given === "" ? [] : [{ value, label }]));
}
