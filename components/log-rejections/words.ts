import { formatExact } from "@/lib/format/format-count";

const doors: Record<string, string> = {
  generic: "JSON or text",
  loggly: "Loggly",
  hec: "Splunk HEC",
  gelf: "GELF",
  elastic: "Elasticsearch",
  otlp: "OpenTelemetry",
  loki: "Loki",
  sentry: "Sentry SDK",
};

/** A door as people call it; one that has no name here is shown as it is. */
export function doorName(door: string): string {
  return Object.hasOwn(doors, door) ? (doors[door] ?? door) : door;
}

/** "1 byte", "9,000 bytes", "9,000 bytes, the first 8,192 kept"; a body that could not even be read is of no known size. */
export function bytesWords({ bytes, sampleBytes }: { bytes: number; sampleBytes: number }): string {
  if (bytes === 0) return "not known";
  const all = `${formatExact(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
  return sampleBytes > 0 && sampleBytes < bytes ? `${all}, the first ${formatExact(sampleBytes)} kept` : all;
}

/** What draws nothing, or turns the direction of the text around it; line breaks and tabs are what they look like. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The beginning of what was sent, to be read by people: nothing in it hides, and lines stay lines. */
export function showSample(preview: string): string {
  return preview
    .replaceAll("\r\n", "\n")
    .replace(UNSEEN, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}
