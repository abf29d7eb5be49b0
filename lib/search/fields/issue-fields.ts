import type { SearchField } from "@/lib/search/grammar/field";
import { createLanguage } from "@/lib/search/grammar/language";
import { eventFields } from "./event-fields";

const people = ["me", "my_teams", "none"];

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
      "unhandled",
    ],
    unofferedValues: ["linked", "unlinked"],
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
    isOrdered: true,
    aliases: ["issue.priority"],
    description: "Priority of the issue",
  },
  {
    key: "assigned",
    kinds: ["text"],
    values: people,
    aliases: ["assigned_to", "assignedTo", "assignee"],
    description: "Who has the issue: me, an address, a #team or none",
  },
  {
    key: "assigned_or_suggested",
    kinds: ["text"],
    values: people,
    aliases: ["assignedOrSuggested", "owner"],
    description: "Who has the issue; suggestions are not searched",
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
    description: "Release it was first seen in; latest is the newest",
  },
  {
    key: "lastRelease",
    kinds: ["version"],
    values: ["latest"],
    aliases: ["last_release", "last-release"],
    description: "Release it was last seen in; latest is the newest",
  },
  {
    key: "regressed_in_release",
    kinds: ["version"],
    values: ["latest"],
    aliases: ["regressedInRelease", "regressed-in-release"],
    description: "Release that brought it back",
  },
];

/** What an issue can be searched by, in the order of the completion menu. Any other key is a tag. */
export const issueFields: readonly SearchField[] = [...workflow, ...eventFields];

/** The language of the issue list: its fields, and `tags.name` for `tags[name]`. */
export const issueLanguage = createLanguage({
  fields: issueFields,
  prefixes: [{ prefix: "tags.", isTag: true }],
});
