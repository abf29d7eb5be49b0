import type { SearchField } from "@/lib/search/grammar/field";
import { createLanguage } from "@/lib/search/grammar/language";

const people = ["me", "my_teams", "none"];
const handled = ["true", "false"];

/** Of the issue itself: how it stands, who has it, since when. */
const workflow: readonly SearchField[] = [
  {
    key: "is",
    kinds: ["enum"],
    values: [
      "unresolved",
      "resolved",
      "archived",
      "ignored",
      "new",
      "ongoing",
      "regressed",
      "escalating",
      "assigned",
      "unassigned",
      "for_review",
      "bookmarked",
      "subscribed",
      "linked",
      "unlinked",
      "unhandled",
    ],
    description: "State of the issue",
  },
  {
    key: "status",
    kinds: ["enum"],
    values: ["unresolved", "resolved", "archived"],
    aliases: ["issue.status"],
    description: "Unresolved, resolved or archived",
  },
  {
    key: "priority",
    kinds: ["enum"],
    values: ["high", "medium", "low"],
    aliases: ["issue.priority"],
    description: "Priority of the issue",
  },
  {
    key: "assigned",
    kinds: ["text"],
    values: people,
    aliases: ["assigned_to", "assignedTo", "assignee"],
    description: "Who has the issue: me, an address, #team or none",
  },
  {
    key: "assigned_or_suggested",
    kinds: ["text"],
    values: people,
    aliases: ["assignedOrSuggested", "owner"],
    description: "Who has the issue or is suggested by the ownership rules",
  },
  {
    key: "bookmarks",
    kinds: ["text"],
    values: ["me"],
    aliases: ["bookmarked_by"],
    description: "Who bookmarked the issue",
  },
  {
    key: "subscribed",
    kinds: ["text"],
    values: ["me"],
    aliases: ["subscribed_by"],
    description: "Who is subscribed to the issue",
  },
  {
    key: "project",
    kinds: ["text"],
    aliases: ["project.name", "project_name", "project.slug"],
    description: "Project of the issue",
  },
  {
    key: "issue",
    kinds: ["text"],
    aliases: ["issue.id", "short_id"],
    description: "Short id, such as WEB-4F2",
  },
  {
    key: "firstSeen",
    kinds: ["date"],
    aliases: ["first_seen", "first-seen"],
    description: "When it was first seen: -24h is newer, +24h older",
  },
  {
    key: "lastSeen",
    kinds: ["date"],
    aliases: ["last_seen", "last-seen"],
    description: "When it was last seen: -24h is newer, +24h older",
  },
  {
    key: "age",
    kinds: ["date", "duration"],
    aliases: ["issue.age"],
    description: "Time since it was first seen: -24h is younger, >7d older",
  },
  {
    key: "timesSeen",
    kinds: ["number"],
    aliases: ["times_seen", "times-seen", "events", "count()"],
    description: "How many events it has",
  },
  {
    key: "usersSeen",
    kinds: ["number"],
    aliases: ["users_seen", "users-seen", "userCount", "user_count", "users", "count_unique(user)"],
    description: "How many users it touched",
  },
  {
    key: "firstRelease",
    kinds: ["version"],
    values: ["latest"],
    aliases: ["first_release", "first-release"],
    description: "Release it was first seen in",
  },
  {
    key: "lastRelease",
    kinds: ["version"],
    values: ["latest"],
    aliases: ["last_release", "last-release"],
    description: "Release it was last seen in",
  },
  {
    key: "regressed_in_release",
    kinds: ["version"],
    values: ["latest"],
    aliases: ["regressedInRelease", "regressed-in-release"],
    description: "Release that brought it back",
  },
];

/** Of its events: an issue is found when one of them fits. */
const event: readonly SearchField[] = [
  {
    key: "level",
    kinds: ["enum"],
    values: ["fatal", "error", "warning", "info", "debug"],
    isOrdered: true,
    aliases: ["severity", "log.level"],
    description: "Severity",
  },
  { key: "environment", kinds: ["text"], aliases: ["env"], description: "Environment, such as production" },
  {
    key: "release",
    kinds: ["version"],
    values: ["latest"],
    aliases: ["release.version"],
    description: "Release it was seen in; latest is the newest",
  },
  { key: "dist", kinds: ["text"], aliases: ["release.build"], description: "Build of a release" },
  { key: "title", kinds: ["text"], description: "Type and message of the issue" },
  { key: "message", kinds: ["text"], aliases: ["msg"], description: "Message of the event" },
  { key: "culprit", kinds: ["text"], aliases: ["location"], description: "Where it happened" },
  { key: "transaction", kinds: ["text"], description: "Route or job that was running" },
  { key: "platform", kinds: ["text"], aliases: ["platform.name"], description: "Language or runtime" },
  { key: "logger", kinds: ["text"], aliases: ["logger.name"], description: "Logger that sent the event" },
  {
    key: "server_name",
    kinds: ["text"],
    aliases: ["host", "hostname", "server"],
    description: "Machine that it happened on",
  },
  { key: "id", kinds: ["text"], aliases: ["event_id", "event.id", "eventID"], description: "Id of an event" },
  {
    key: "timestamp",
    kinds: ["date"],
    aliases: ["event.timestamp", "@timestamp"],
    description: "When an event happened",
  },
  { key: "trace", kinds: ["text"], aliases: ["trace_id", "trace.id"], description: "Id of the trace" },
  { key: "error.type", kinds: ["text"], aliases: ["exception.type"], description: "Type of an exception" },
  {
    key: "error.value",
    kinds: ["text"],
    aliases: ["exception.value"],
    description: "Message of an exception",
  },
  {
    key: "error.handled",
    kinds: ["boolean"],
    values: handled,
    description: "Whether the program caught the exception",
  },
  {
    key: "error.unhandled",
    kinds: ["boolean"],
    values: handled,
    description: "Whether the exception reached the top",
  },
  {
    key: "error.mechanism",
    kinds: ["text"],
    aliases: ["mechanism"],
    description: "What caught the exception, such as onerror",
  },
  {
    key: "stack.filename",
    kinds: ["text"],
    aliases: ["stack.file"],
    description: "File in the stack trace",
  },
  { key: "stack.function", kinds: ["text"], description: "Function in the stack trace" },
  { key: "stack.module", kinds: ["text"], description: "Module in the stack trace" },
  {
    key: "stack.abs_path",
    kinds: ["text"],
    aliases: ["stack.path"],
    description: "Full path in the stack trace",
  },
  { key: "stack.package", kinds: ["text"], description: "Package or library in the stack trace" },
];

/** Of the person, the request and the machine. */
const surroundings: readonly SearchField[] = [
  { key: "user.id", kinds: ["text"], description: "Id of the user" },
  { key: "user.email", kinds: ["text"], description: "E-mail address of the user" },
  { key: "user.username", kinds: ["text"], aliases: ["user.name"], description: "Name of the user" },
  { key: "user.ip", kinds: ["text"], aliases: ["user.ip_address"], description: "IP address of the user" },
  {
    key: "url",
    kinds: ["text"],
    aliases: ["http.url", "request.url"],
    description: "Address of the request",
  },
  {
    key: "http.method",
    kinds: ["text"],
    values: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
    aliases: ["request.method", "http.request.method"],
    description: "Method of the request",
  },
  {
    key: "http.status_code",
    kinds: ["number"],
    aliases: ["http.response.status_code"],
    description: "Status of the answer",
  },
  {
    key: "http.referer",
    kinds: ["text"],
    aliases: ["http.referrer"],
    description: "Page that led to the request",
  },
  { key: "os", kinds: ["text"], description: "System with its version" },
  { key: "os.name", kinds: ["text"], description: "System" },
  { key: "os.version", kinds: ["version"], description: "Version of the system" },
  { key: "os.build", kinds: ["text"], description: "Build of the system" },
  { key: "os.kernel_version", kinds: ["text"], description: "Kernel of the system" },
  { key: "browser", kinds: ["text"], description: "Browser with its version" },
  { key: "browser.name", kinds: ["text"], description: "Browser" },
  { key: "browser.version", kinds: ["version"], description: "Version of the browser" },
  { key: "runtime", kinds: ["text"], description: "Runtime with its version" },
  { key: "runtime.name", kinds: ["text"], description: "Runtime" },
  { key: "runtime.version", kinds: ["version"], description: "Version of the runtime" },
  { key: "device", kinds: ["text"], aliases: ["device.model"], description: "Model of the device" },
  { key: "device.family", kinds: ["text"], description: "Family of the device" },
  { key: "device.brand", kinds: ["text"], description: "Maker of the device" },
  { key: "device.arch", kinds: ["text"], description: "Processor of the device" },
  { key: "device.model_id", kinds: ["text"], description: "Hardware revision of the device" },
  {
    key: "device.orientation",
    kinds: ["text"],
    values: ["portrait", "landscape"],
    description: "How it was held",
  },
  { key: "sdk.name", kinds: ["text"], aliases: ["sdk"], description: "SDK that sent the event" },
  { key: "sdk.version", kinds: ["version"], description: "Version of the SDK" },
];

/** What an issue can be searched by, in the order of the completion menu. Any other key is a tag. */
export const issueFields: readonly SearchField[] = [...workflow, ...event, ...surroundings];

/** The language of the issue list: its fields, and `tags.name` for `tags[name]`. */
export const issueLanguage = createLanguage({
  fields: issueFields,
  prefixes: [{ prefix: "tags.", isTag: true }],
});
