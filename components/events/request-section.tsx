"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { eventCurl } from "@/lib/events/text/event-curl";
import type { HttpRequest, Json } from "@/lib/protocol/event";
import { KeyValues } from "./key-values";
import { RequestBody } from "./request-body";
import { SafeLink } from "./safe-link";
import { Section } from "./section";

/** The HTTP request during which it happened. */
export function RequestSection({ request }: { request: HttpRequest }) {
  const { method, url, query_string, fragment, headers, cookies, data, env } = request;
  const curl = eventCurl(request);
  return (
    <Section
      id="request"
      title="Request"
      tools={curl ? <CopyButton variant="ghost" size="sm" label="Copy as curl" text={curl} /> : null}
    >
      {url || method ? (
        <p className="req">
          {method ? <b className="mono">{method} </b> : null}
          {url ? (
            <SafeLink href={url}>
              <code>{url}</code>
            </SafeLink>
          ) : null}
          {fragment ? <code className="mut">#{fragment}</code> : null}
        </p>
      ) : null}
      <Pairs title="Query" pairs={query_string} />
      <Pairs title="Headers" pairs={headers} />
      <Pairs title="Cookies" pairs={cookies} />
      {data === undefined || data === null ? null : (
        <>
          <h3 className="sub-h">Body</h3>
          <RequestBody data={data} />
        </>
      )}
      <Pairs title="Environment" pairs={env && Object.entries(env)} />
    </Section>
  );
}

function Pairs({
  title,
  pairs,
}: {
  title: string;
  pairs: readonly [string, Json | undefined][] | undefined;
}) {
  if (!pairs?.length) return null;
  return (
    <>
      <h3 className="sub-h">{title}</h3>
      <KeyValues rows={pairs.map(([name, value]) => ({ name, value: value ?? null }))} />
    </>
  );
}
