"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Segmented } from "@/components/ui/segmented";
import { cspHeader } from "./snippets/csp";
import { withoutSdk } from "./snippets/guide";

type Way = "envelope" | "csp";

/** One HTTP request by hand, or reports that browsers send by themselves. */
export function WithoutSdk({ dsn }: { dsn: string }) {
  const [way, setWay] = useState<Way>("envelope");
  const snippet = way === "envelope" ? withoutSdk(dsn) : cspHeader(dsn);
  const url = new URL(dsn);
  return (
    <section className="fs">
      <div className="row">
        <h2>Without an SDK</h2>
        <span className="grow" />
        <Segmented
          label="Way"
          size="sm"
          value={way}
          onValueChange={setWay}
          options={[
            { value: "envelope", label: "Envelope" },
            { value: "csp", label: "CSP reports" },
          ]}
        />
      </div>
      <CodeBlock title={snippet.title} code={snippet.code} marks={[url.username]} />
      <p className="help">
        {way === "envelope" ? (
          <>
            Answers <code>200</code> with the event ID. <code>403</code> means the key is refused,{" "}
            <code>429</code> means a limit was reached and carries <code>Retry-After</code>.
          </>
        ) : (
          <>
            Browsers then report what your Content-Security-Policy blocks. Each kind of violation becomes an
            issue.
          </>
        )}
      </p>
    </section>
  );
}
