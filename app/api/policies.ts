import type { Role } from "@/lib/context";
import type { Asker, Place } from "@/lib/testing/tenants";

/**
 * Who may do what at a door, and what its address names. One entry per route and method; `authorisation.db.test.ts` fails
 * for a door without one, and for an entry without a door. To add a door, add a line:
 *
 *     "PATCH /api/v1/things/[thingId]": { may: "member", names: "project", params: …, body: … },
 *
 * - `may`: the least of the roles that may; every role below gets 403, whatever the address names.
 * - `names`: what has to exist for who asks, or the answer is 404, the same for what others have and for what is missing.
 *   `project`: something of a project. `organization`: something of the organization. `own`: something of the person.
 *   `nothing`: lists, and what is made anew; they must not show what others have.
 * - `params`, `query`, `body`: what is sent, made of a place (one of everything, `lib/testing/tenants.ts`). Without `params`,
 *   `[slug]` (or `[project]`), `[shortId]` and the like are taken from the place by their name.
 * - `answers`: the status of a call that is let through, when it is none below 400; say why in a comment.
 * - `isSlow`: let through once only.
 */
export type Policy = {
  may: Role;
  names: "project" | "organization" | "own" | "nothing";
  params?: (place: Place, asker: Asker) => Record<string, string>;
  query?: (place: Place) => string;
  body?: (place: Place, asker: Asker) => unknown;
  answers?: number;
  isSlow?: true;
};

/** What belongs to who asks, or else to somebody else of that place. */
const ofOne = (things: Record<string, string>, asker: Asker, missing: string) =>
  things[asker] ?? Object.values(things)[0] ?? missing;

const none = { may: "viewer", names: "nothing" } as const;
const reads = { may: "viewer", names: "project" } as const;
const works = { may: "member", names: "project" } as const;
const manages = { may: "admin", names: "project" } as const;
const runs = { may: "admin", names: "organization" } as const;

const lastDay = { from: "-1d" };
const filter = ({ slug }: Place) => `projects=${slug}&status=all`;
const rules = { fingerprintRules: "", stackTraceRules: "" };
const ownership = { rules: "", codeowners: "" };
const release = ({ slug, version }: Place) => ({ project: slug, version });
const deadEvent = ({ slug, deadEventId }: Place) => ({ slug, eventId: deadEventId });
const team = ({ teamId }: Place) => ({ id: teamId });
const view = ({ viewIds }: Place, asker: Asker) => ({
  viewId: ofOne(viewIds, asker, "01234567-89ab-4def-8123-456789abcdef"),
});
const alert = ({ alertId }: Place) => ({ id: alertId });
const newIssues = { condition: { kind: "issue", triggers: ["new"] } };
const draft = ({ slug }: Place) => ({ draft: { name: "", projects: [slug], definition: newIssues } });
const listener = ({ listenerId }: Place) => ({ id: listenerId });
const channel = ({ channelId }: Place) => ({ id: channelId });
/** Each has a port of its own. */
let listenerPort = 20_000;
const comment = ({ shortId, commentIds }: Place, asker: Asker) => ({
  shortId,
  id: ofOne(commentIds, asker, "999999"),
});

export const policies: Readonly<Record<string, Policy>> = {
  // Own account
  "PUT /api/v1/account/name": { ...none, body: () => ({ name: "Somebody" }) },
  // A wrong password: the right one would end what the other calls are made with.
  "PUT /api/v1/account/email": {
    ...none,
    body: () => ({ email: "new@example.com", currentPassword: "wrong" }),
    answers: 400,
  },
  "PUT /api/v1/account/password": {
    ...none,
    body: () => ({ currentPassword: "wrong", newPassword: "a long enough password" }),
    answers: 400,
  },
  "GET /api/v1/account/sessions": none,
  "DELETE /api/v1/account/sessions": none,
  "DELETE /api/v1/account/sessions/[id]": {
    may: "viewer",
    names: "own",
    params: ({ sessionIds }, asker) => ({ id: ofOne(sessionIds, asker, "missing") }),
  },

  // People
  "GET /api/v1/people": none,
  "GET /api/v1/members": none,
  "PATCH /api/v1/members/[id]": {
    ...runs,
    params: ({ userId }) => ({ id: userId }),
    body: () => ({ role: "viewer" }),
  },
  "DELETE /api/v1/members/[id]": { ...runs, params: ({ userId }) => ({ id: userId }) },
  "GET /api/v1/teams": none,
  "POST /api/v1/teams": { may: "admin", names: "nothing", body: () => ({ name: "New" }) },
  "PATCH /api/v1/teams/[id]": { ...runs, params: team, body: () => ({ name: "Renamed" }) },
  "DELETE /api/v1/teams/[id]": { ...runs, params: team },
  "PUT /api/v1/teams/[id]/members/[userId]": {
    ...runs,
    params: ({ teamId, userId }) => ({ id: teamId, userId }),
  },
  "DELETE /api/v1/teams/[id]/members/[userId]": {
    ...runs,
    params: ({ teamId, userId }) => ({ id: teamId, userId }),
  },
  "GET /api/v1/invitations": { may: "admin", names: "nothing" },
  "POST /api/v1/invitations": {
    may: "admin",
    names: "nothing",
    body: (_place, asker) => ({ email: `for-${asker}-${Math.random()}@example.com`, role: "viewer" }),
  },
  "DELETE /api/v1/invitations/[id]": { ...runs, params: ({ invitationId }) => ({ id: invitationId }) },
  "POST /api/v1/invitations/[id]/renew": { ...runs, params: ({ invitationId }) => ({ id: invitationId }) },

  // Projects
  "GET /api/v1/projects": none,
  "POST /api/v1/projects": {
    may: "admin",
    names: "nothing",
    body: () => ({ name: "Made here", platform: "node" }),
  },
  "GET /api/v1/projects/[slug]": reads,
  "PATCH /api/v1/projects/[slug]": { ...manages, body: () => ({ platform: "python" }) },
  "DELETE /api/v1/projects/[slug]": { ...manages, isSlow: true },
  "GET /api/v1/projects/[slug]/connection": reads,
  "GET /api/v1/projects/[slug]/overview": reads,
  "GET /api/v1/projects/[slug]/stats": reads,
  "POST /api/v1/projects/[slug]/sample-event": { ...manages, body: () => ({}) },
  "GET /api/v1/projects/[slug]/teams": reads,
  "PUT /api/v1/projects/[slug]/teams": { ...manages, body: () => ({ teamIds: [] }) },
  "GET /api/v1/projects/[slug]/keys": reads,
  "POST /api/v1/projects/[slug]/keys": { ...manages, body: () => ({ name: "Another" }) },
  "PATCH /api/v1/projects/[slug]/keys/[keyId]": { ...manages, body: () => ({ name: "Renamed" }) },
  "DELETE /api/v1/projects/[slug]/keys/[keyId]": manages,
  "POST /api/v1/projects/[slug]/keys/[keyId]/rotate": manages,
  "GET /api/v1/projects/[slug]/dead-letters": reads,
  "DELETE /api/v1/projects/[slug]/dead-letters": { ...manages, body: () => ({ all: true }) },
  "POST /api/v1/projects/[slug]/dead-letters/redrive": { ...manages, body: () => ({ all: true }) },
  "GET /api/v1/projects/[slug]/dead-letters/[eventId]/json": { ...reads, params: deadEvent },
  "GET /api/v1/projects/[slug]/grouping": reads,
  "PUT /api/v1/projects/[slug]/grouping/rules": { ...works, body: () => ({ ...rules, basedOn: 0 }) },
  "POST /api/v1/projects/[slug]/grouping/preview": { ...works, body: () => rules },
  "POST /api/v1/projects/[slug]/grouping/restore": { ...works, body: () => ({ revision: 0, basedOn: 0 }) },
  // Both are conflicts: the project has the newest version, and no upgrade is under way.
  "PUT /api/v1/projects/[slug]/grouping/version": { ...manages, answers: 409 },
  "DELETE /api/v1/projects/[slug]/grouping/version": { ...manages, answers: 409 },
  "GET /api/v1/projects/[slug]/ownership": reads,
  "PUT /api/v1/projects/[slug]/ownership": {
    ...works,
    body: () => ({ ...ownership, basedOn: "not the version" }),
    // Somebody else saved meanwhile.
    answers: 409,
  },
  "POST /api/v1/projects/[slug]/ownership/preview": { ...reads, body: () => ownership },
  "PUT /api/v1/projects/[slug]/ownership/auto-assign": { ...works, body: () => ({ isOn: true }) },
  "GET /api/v1/projects/[slug]/discards": reads,
  "DELETE /api/v1/projects/[slug]/discards": { ...works, body: ({ hash }) => ({ hashes: [hash] }) },

  // Issues
  "GET /api/v1/issues": { ...none, query: filter },
  "GET /api/v1/issues/counts": { ...none, query: filter },
  "GET /api/v1/issues/empty": { ...none, query: filter },
  "GET /api/v1/issues/environments": { ...none, query: ({ slug }) => `projects=${slug}` },
  "GET /api/v1/issues/facets": { ...none, query: (place) => `${filter(place)}&keys=level,release` },
  "GET /api/v1/issues/search-values": { ...none, query: ({ slug }) => `projects=${slug}&key=release` },
  "GET /api/v1/issues/updates": {
    ...none,
    query: (place) => `${filter(place)}&mark=0&shown=${place.shortId}`,
    // The mark is made up; the list's own test has real ones.
    answers: 400,
  },
  "GET /api/v1/search": { ...none, query: ({ shortId }) => `q=${shortId}` },
  "POST /api/v1/issues/change": {
    ...works,
    body: ({ shortId }) => ({ change: { kind: "unresolve" }, shortIds: [shortId] }),
  },
  "POST /api/v1/issues/undo": {
    ...works,
    body: ({ changeIds }, asker) => ({
      changeId: ofOne(changeIds, asker, "01234567-89ab-4def-8123-456789abcdef"),
    }),
  },
  "POST /api/v1/issues/delete": { ...works, body: ({ shortId }) => ({ shortIds: [shortId] }) },
  "POST /api/v1/issues/merge": {
    ...works,
    body: ({ shortId, secondId }) => ({ into: shortId, from: [secondId] }),
  },
  "GET /api/v1/issues/[shortId]": reads,
  "DELETE /api/v1/issues/[shortId]": works,
  "GET /api/v1/issues/[shortId]/activity": reads,
  "POST /api/v1/issues/[shortId]/comments": { ...works, body: () => ({ text: "Hello" }) },
  "PATCH /api/v1/issues/[shortId]/comments/[id]": {
    ...works,
    params: comment,
    body: () => ({ text: "Other" }),
  },
  "DELETE /api/v1/issues/[shortId]/comments/[id]": { ...works, params: comment },
  "GET /api/v1/issues/[shortId]/events": reads,
  "GET /api/v1/issues/[shortId]/events/search": reads,
  "GET /api/v1/issues/[shortId]/events/export": reads,
  "GET /api/v1/issues/[shortId]/events/[eventId]": reads,
  "GET /api/v1/issues/[shortId]/events/[eventId]/json": reads,
  "GET /api/v1/issues/[shortId]/events/[eventId]/logs": reads,
  "GET /api/v1/issues/[shortId]/hashes": reads,
  "POST /api/v1/issues/[shortId]/unmerge": { ...works, body: ({ hash }) => ({ hashes: [hash] }) },
  "GET /api/v1/issues/[shortId]/owners": reads,
  "GET /api/v1/issues/[shortId]/seen-in": reads,
  "GET /api/v1/issues/[shortId]/share": reads,
  "POST /api/v1/issues/[shortId]/share": works,
  "DELETE /api/v1/issues/[shortId]/share": works,
  "GET /api/v1/issues/[shortId]/similar": reads,
  "GET /api/v1/issues/[shortId]/stats": reads,
  "GET /api/v1/issues/[shortId]/suggestion": reads,
  // No longer what is suggested.
  "POST /api/v1/issues/[shortId]/suggestion": { ...works, body: () => ({ rule: "none" }), answers: 409 },
  "GET /api/v1/issues/[shortId]/suspect-commit": reads,
  "GET /api/v1/issues/[shortId]/tags": reads,

  // Views: private ones here; a shared one of somebody else is judged by lib/views.
  "GET /api/v1/views": none,
  "POST /api/v1/views": { ...none, body: () => ({ name: "Mine", address: "" }) },
  "PATCH /api/v1/views/[viewId]": {
    may: "viewer",
    names: "own",
    params: view,
    body: () => ({ name: "Other" }),
  },
  "DELETE /api/v1/views/[viewId]": { may: "viewer", names: "own", params: view },
  "PUT /api/v1/views/pins": { ...none, body: () => ({ viewIds: [] }) },

  // Releases and environments
  "GET /api/v1/releases": { ...none, query: ({ slug }) => `projects=${slug}` },
  "POST /api/v1/releases": {
    ...works,
    body: ({ slug }) => ({ project: slug, version: "shop@2.0.0" }),
  },
  "GET /api/v1/releases/[project]/[version]": { ...reads, params: release },
  "GET /api/v1/releases/[project]/[version]/adoption": { ...reads, params: release },
  "GET /api/v1/releases/[project]/[version]/issues": { ...reads, params: release },
  "GET /api/v1/releases/[project]/[version]/commits": { ...reads, params: release },
  "POST /api/v1/releases/[project]/[version]/commits": {
    ...works,
    params: release,
    body: () => ({ commits: [{ id: "0123456789abcdef" }] }),
  },
  "GET /api/v1/releases/[project]/[version]/deploys": { ...reads, params: release },
  "POST /api/v1/releases/[project]/[version]/deploys": {
    ...works,
    params: release,
    body: () => ({ environment: "production" }),
  },
  "GET /api/v1/environments": { ...reads, query: ({ slug }) => `project=${slug}` },
  "PATCH /api/v1/environments": {
    ...manages,
    body: ({ slug }) => ({ project: slug, name: "production", isHidden: true }),
  },

  // Logs
  "POST /api/v1/logs/search": { ...none, body: () => lastDay },
  "POST /api/v1/logs/histogram": { ...none, body: () => lastDay },
  "POST /api/v1/logs/facets": { ...none, body: () => lastDay },
  "POST /api/v1/logs/run": { ...none, body: () => ({ ...lastDay, query: "| stats count() by message" }) },
  "POST /api/v1/logs/patterns": { ...none, body: () => lastDay },
  "POST /api/v1/logs/values": { ...none, body: () => ({ key: "message" }) },
  "GET /api/v1/logs/export": { ...none, query: () => "from=-1d&format=ndjson" },
  // A tail has no end, but one of a table does not begin.
  "GET /api/v1/logs/tail": { ...none, query: () => "query=%7C%20stats%20count()", answers: 400 },
  "GET /api/v1/logs/line": { ...reads, query: ({ lineId }) => `id=${lineId}` },
  "POST /api/v1/logs/line/issues": {
    ...reads,
    body: ({ slug }) => ({ project: slug, time: new Date().toISOString(), traceId: "0123456789abcdef" }),
  },
  "POST /api/v1/logs/issues": { ...works, body: ({ lineId }) => ({ id: lineId }) },
  "POST /api/v1/logs/context": { ...reads, body: ({ lineId }) => ({ id: lineId }) },
  "GET /api/v1/logs/rejections": { ...reads, query: ({ slug }) => `project=${slug}` },
  "GET /api/v1/logs/rejections/[id]": {
    ...reads,
    params: ({ rejectionId }) => ({ id: rejectionId }),
    query: ({ slug }) => `project=${slug}`,
  },
  "GET /api/v1/logs/listeners": none,
  "POST /api/v1/logs/listeners": {
    may: "admin",
    names: "nothing",
    body: () => ({ kind: "syslog_tcp", port: (listenerPort += 1), isEnabled: false }),
  },
  "POST /api/v1/logs/listeners/try": {
    may: "admin",
    names: "nothing",
    body: ({ slug }) => ({ kind: "syslog_tcp", rules: `host:* -> ${slug}`, sample: "<11>hello" }),
  },
  "PATCH /api/v1/logs/listeners/[id]": { ...runs, params: listener, body: () => ({ isEnabled: false }) },
  "DELETE /api/v1/logs/listeners/[id]": { ...runs, params: listener },

  "GET /api/v1/projects/[slug]/log-charts": reads,
  "POST /api/v1/projects/[slug]/log-charts": {
    ...works,
    body: () => ({ title: "Lines", query: "| stats count()", period: "24h" }),
  },
  "PATCH /api/v1/projects/[slug]/log-charts/[chartId]": { ...works, body: () => ({ title: "Other" }) },
  "DELETE /api/v1/projects/[slug]/log-charts/[chartId]": works,
  "GET /api/v1/projects/[slug]/log-lookups": reads,
  "POST /api/v1/projects/[slug]/log-lookups": {
    ...works,
    body: () => ({ name: "fresh", csv: "host,team\nweb-1,shop" }),
  },
  "GET /api/v1/projects/[slug]/log-lookups/[name]": reads,
  "PUT /api/v1/projects/[slug]/log-lookups/[name]": {
    ...works,
    body: () => ({ csv: "host,team\nweb-1,shop" }),
  },
  "DELETE /api/v1/projects/[slug]/log-lookups/[name]": works,
  "GET /api/v1/projects/[slug]/log-lookups/[name]/csv": reads,
  "GET /api/v1/projects/[slug]/log-usage": reads,

  // Alerts
  "GET /api/v1/alerts": none,
  "GET /api/v1/alerts/firing": none,
  "POST /api/v1/alerts": {
    ...works,
    body: ({ slug }) => ({ name: "New", projects: [slug], definition: newIssues }),
  },
  "POST /api/v1/alerts/backtest": {
    ...reads,
    body: ({ slug }) => ({ projects: [slug], condition: newIssues.condition, days: 1 }),
  },
  "POST /api/v1/alerts/preview": { ...reads, body: draft },
  "POST /api/v1/alerts/test": { ...works, body: draft },
  "GET /api/v1/alerts/[id]": { ...reads, params: alert },
  "PATCH /api/v1/alerts/[id]": { ...works, params: alert, body: () => ({ name: "Other" }) },
  "DELETE /api/v1/alerts/[id]": { ...works, params: alert },
  "POST /api/v1/alerts/[id]/silence": { ...works, params: alert, body: () => ({ until: null }) },
  "GET /api/v1/alerts/[id]/firings": { ...reads, params: alert },
  "GET /api/v1/alerts/[id]/changes": { ...reads, params: alert },

  // Channels and what they were told
  "GET /api/v1/channels": none,
  "POST /api/v1/channels": {
    may: "admin",
    names: "nothing",
    body: () => ({ kind: "email", name: "Ops", email: "ops@example.com" }),
  },
  "PATCH /api/v1/channels/[id]": { ...runs, params: channel, body: () => ({ name: "Other" }) },
  "DELETE /api/v1/channels/[id]": { ...runs, params: channel },
  // It is there, and nothing was deleted.
  "POST /api/v1/channels/[id]/restore": { ...runs, params: channel, answers: 404 },
  "POST /api/v1/channels/[id]/test": { ...runs, params: channel },
  // No mail server here.
  "POST /api/v1/channels/[id]/verify": { ...runs, params: channel, answers: 409 },
  "GET /api/v1/deliveries": { ...none, query: ({ slug }) => `project=${slug}` },
  "GET /api/v1/deliveries/[id]": { ...reads, params: ({ deliveryId }) => ({ id: deliveryId }) },
  "POST /api/v1/deliveries/[id]/resend": { ...manages, params: ({ deliveryId }) => ({ id: deliveryId }) },
  "GET /api/v1/account/notifications": none,
  "PUT /api/v1/account/notifications": { ...none, body: () => ({ summary: false }) },
  // No mail server here, and no mail whose link this could be.
  "POST /api/v1/account/notifications/test": { ...none, answers: 409 },
  "POST /api/v1/account/notifications/confirm": {
    ...none,
    body: () => ({ token: "20000.x" }),
    answers: 409,
  },

  "GET /api/v1/health-summary": none,
};
