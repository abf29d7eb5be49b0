import type { Event, Json, JsonObject, User } from "@/lib/protocol/event";
import type { KeyValue } from "./key-values";

export type ContextBlock = { id: string; title: string; rows: KeyValue[] };

const TITLES: Record<string, string> = {
  app: "App",
  browser: "Browser",
  client_os: "Client OS",
  cloud_resource: "Cloud resource",
  culture: "Culture",
  device: "Device",
  flags: "Feature flags",
  gpu: "GPU",
  memory_info: "Memory",
  os: "Operating system",
  otel: "OpenTelemetry",
  profile: "Profile",
  react: "React",
  replay: "Replay",
  response: "Response",
  runtime: "Runtime",
  state: "State",
  threadpool_info: "Thread pool",
  trace: "Trace",
};

const LABELS: Record<string, string> = {
  id: "ID",
  ip_address: "IP address",
  trace_id: "Trace ID",
  span_id: "Span ID",
  parent_span_id: "Parent span",
  op: "Operation",
  kernel_version: "Kernel",
  model_id: "Model ID",
  app_name: "Name",
  app_version: "Version",
  app_identifier: "Identifier",
  app_build: "Build",
  app_start_time: "Started",
  app_memory: "Memory",
  raw_description: "Described as",
};

/** User, contexts and SDK as titled blocks of names and values, known ones first. Empty blocks are left out. */
export function contextBlocks(event: Event): ContextBlock[] {
  const contexts = Object.entries(event.contexts ?? {});
  const ordered = [...contexts.filter(isKnown), ...contexts.filter((entry) => !isKnown(entry))];
  const blocks = [
    { id: "user", title: "User", rows: event.user ? userRows(event.user) : [] },
    ...ordered.map(([name, context]) => ({
      id: `context ${name}`,
      title: (Object.hasOwn(TITLES, name) && TITLES[name]) || name,
      rows: contextRows(context),
    })),
    { id: "sdk", title: "SDK", rows: sdkRows(event) },
  ];
  return blocks.filter((block) => block.rows.length > 0);
}

function isKnown([name]: [string, JsonObject]): boolean {
  return Object.hasOwn(TITLES, name);
}

function userRows({ data, geo, ...fields }: User): KeyValue[] {
  return [
    ...Object.entries(fields).map(([name, value]) => rowOf(name, value as Json)),
    ...Object.entries(geo ?? {}).map(([name, value]) => rowOf(name, value)),
    ...Object.entries(data ?? {}).map(([name, value]) => ({ name, value })),
  ];
}

/** `type` only repeats which context it is. */
function contextRows(context: JsonObject): KeyValue[] {
  return Object.entries(context)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => rowOf(name, value));
}

function sdkRows({ sdk, platform, logger, dist }: Event): KeyValue[] {
  const packages = sdk?.packages?.map(({ name, version }) => `${name} ${version}`).join(", ");
  const rows: [string, Json | undefined][] = [
    ["Name", sdk && `${sdk.name} ${sdk.version}`],
    ["Platform", platform],
    ["Logger", logger],
    ["Dist", dist],
    ["Packages", packages],
    ["Integrations", sdk?.integrations?.join(", ")],
  ];
  return rows.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

function rowOf(name: string, value: Json): KeyValue {
  return {
    name: labelOf(name),
    value,
    mono: name === "id" || name.endsWith("_id") || typeof value === "object",
  };
}

/** `memory_size` reads "Memory size"; names that are no words stay as they are. */
function labelOf(name: string): string {
  if (Object.hasOwn(LABELS, name)) return LABELS[name] ?? name;
  if (!/^[a-z][a-z_]{0,40}$/.test(name)) return name;
  const words = name.split("_").join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
