// Relay's rate-limit categories by item type (@sentry/core, utils/ratelimit).
const CATEGORIES: Record<string, string> = {
  event: "error",
  transaction: "transaction",
  session: "session",
  sessions: "session",
  attachment: "attachment",
  client_report: "internal",
  user_report: "default",
  feedback: "feedback",
  profile: "profile",
  profile_chunk: "profile",
  replay_event: "replay",
  replay_recording: "replay",
  replay_video: "replay",
  check_in: "monitor",
  span: "span",
  raw_security: "security",
  log: "log_item",
  trace_metric: "trace_metric",
  statsd: "metric_bucket",
  metric_buckets: "metric_bucket",
};

/** The category under which an envelope item is counted; `unknown` for types that we have never heard of. */
export function itemCategory(type: string): string {
  return Object.hasOwn(CATEGORIES, type) ? (CATEGORIES[type] as string) : "unknown";
}
