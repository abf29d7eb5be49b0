import type { Event, JsonObject, User } from "@/lib/protocol/event";

/** One thing that people copy into a ticket. `mono` marks code-like values. */
export type Fact = { label: string; text: string; mono?: boolean };

/** Time, release, environment, user, client, place and trace of an event, as far as they were sent. */
export function eventFacts(event: Event): Fact[] {
  const { browser, os, runtime, trace } = event.contexts ?? {};
  const client = [browser ?? runtime, os].map(nameAndVersion).filter(Boolean).join(", ");
  const facts: (Fact | false | undefined | "")[] = [
    { label: "Time", text: event.timestamp },
    event.release && { label: "Release", text: event.release },
    event.environment && { label: "Environment", text: event.environment },
    event.user && userFact(event.user),
    client && { label: browser ? "Client" : "Runtime", text: client },
    event.server_name && !browser && { label: "Server", text: event.server_name, mono: true },
    event.request?.url && { label: "URL", text: event.request.url, mono: true },
    event.transaction && !event.request?.url && { label: "Transaction", text: event.transaction, mono: true },
    typeof trace?.trace_id === "string" && { label: "Trace", text: trace.trace_id, mono: true },
  ];
  return facts.filter((fact) => typeof fact === "object");
}

function userFact({ id, username, name }: User): Fact | undefined {
  const text = id ? `id ${id}` : (username ?? name);
  return text ? { label: "User", text } : undefined;
}

/** A version is told by its first part: what a person says is "Chrome 141", the context below has the rest. */
function nameAndVersion(context: JsonObject | undefined): string {
  const { name, version } = context ?? {};
  if (typeof name !== "string") return "";
  return typeof version === "string" ? `${name} ${version.split(".", 1)[0]}` : name;
}
