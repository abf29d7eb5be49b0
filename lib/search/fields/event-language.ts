import { createLanguage } from "@/lib/search/grammar/language";
import { issueFields } from "./issue-fields";

/** What can be asked of one event. The other fields of issues are about the issue, or about frames, which only it is searched by. */
const ofEvents = new Set([
  "level",
  "environment",
  "release",
  "dist",
  "title",
  "message",
  "culprit",
  "transaction",
  "platform",
  "logger",
  "server_name",
  "id",
  "timestamp",
  "error.type",
  "error.value",
  "error.handled",
  "error.unhandled",
  "error.mechanism",
]);
const surroundings = ["user.", "url", "http.", "os", "browser", "runtime", "device", "sdk."];

/** The fields of events, a part of those of issues. Any other key is a tag. */
export const ownEventFields = issueFields.filter(
  ({ key }) => ofEvents.has(key) || surroundings.some((head) => key.startsWith(head)),
);

/** The language of an issue's events tab: the grammar of the issue list with the fields of events. */
export const eventLanguage = createLanguage({
  fields: ownEventFields,
  prefixes: [{ prefix: "tags.", isTag: true }],
});
