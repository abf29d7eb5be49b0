import type { Event, Json } from "@/lib/protocol/event";
import type { EventLink } from "./schemas";

/** Names under which SDKs and people put the id of a trace into tags and extra, in small letters without `_`, `.` and `-`. */
const traceNames = new Set(["traceid", "trace", "oteltraceid", "ddtraceid", "xb3traceid"]);
/** Headers that carry one from service to service, and at which part between dashes. */
const traceHeaders: Readonly<Record<string, number>> = {
  traceparent: 1,
  "sentry-trace": 0,
  "x-b3-traceid": 0,
};
const idForm = /^[0-9A-Za-z][0-9A-Za-z-]{7,63}$/;
/** What says that there is no trace. */
const nothing = /^0+$/;
/** Names of a host that many share. */
const anyHost = new Set(["localhost", "127.0.0.1", "::1", "localhost.localdomain"]);

/**
 * What an event may have in common with log lines, the surest first: its trace, wherever SDKs put it, then the host that
 * it comes from.
 */
export function findLinks(event: Event): EventLink[] {
  const trace = findTrace(event);
  const host = event.server_name?.trim() ?? "";
  return [
    ...(trace === null ? [] : [{ kind: "trace" as const, value: trace }]),
    ...(host === "" || anyHost.has(host.toLowerCase()) ? [] : [{ kind: "host" as const, value: host }]),
  ];
}

/** The id of an event's trace, as it was sent. */
export function findTrace({ contexts, tags, extra, request }: Event): string | null {
  const places: (Json | undefined)[] = [
    contexts?.["trace"]?.["trace_id"],
    ...named(tags),
    ...named(Object.entries(extra ?? {})),
    ...(request?.headers ?? []).flatMap(([name, value]) => {
      const part = traceHeaders[name.toLowerCase()];
      return part === undefined ? [] : [value.split("-", 3)[part]];
    }),
  ];
  const found = places.find((text) => typeof text === "string" && idForm.test(text) && !nothing.test(text));
  return typeof found === "string" ? found : null;
}

function named(pairs: readonly (readonly [string, Json])[]): Json[] {
  return pairs.flatMap(([key, value]) =>
    traceNames.has(key.toLowerCase().replaceAll(/[_.-]/g, "")) ? [value] : [],
  );
}
