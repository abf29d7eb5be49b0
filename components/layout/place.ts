/** The addresses that the shell links to. */
export const paths = {
  issues: "/issues",
  logs: "/logs",
  alerts: "/alerts",
  newAlert: "/alerts/new",
  deliveries: "/alerts/deliveries",
  overview: "/projects",
  releases: "/releases",
  newProject: "/projects/new",
  settings: "/account",
  notifications: "/account/notifications",
  members: "/settings/members",
  teams: "/settings/teams",
  channels: "/settings/channels",
  listeners: "/settings/listeners",
  signIn: "/sign-in",
  project: (slug: string) => `/projects/${encodeURIComponent(slug)}`,
  projectStats: (slug: string) => `/projects/${encodeURIComponent(slug)}/stats`,
  projectGrouping: (slug: string) => `/projects/${encodeURIComponent(slug)}/grouping`,
  projectSettings: (slug: string) => `/projects/${encodeURIComponent(slug)}/settings`,
  alert: (id: string) => `/alerts/${encodeURIComponent(id)}`,
  issue: (shortId: string) => `/issues/${encodeURIComponent(shortId)}`,
} as const;

export type Section = "issues" | "logs" | "alerts" | "overview" | "releases" | "settings";

/** Where an address is: what the phone header shows and which links are current. */
export type Place = { title: string; back?: string; section?: Section; projectSlug?: string };

/** Reads a path such as "/projects/shop/settings". `nameOf` turns a slug into the project's name. */
export function placeOf(pathname: string, nameOf: (slug: string) => string | undefined): Place {
  const [first, second, third, fourth] = pathname.split("/").filter(Boolean).map(decode);
  if (first === "issues") {
    return second === undefined
      ? { title: "Issues", section: "issues" }
      : { title: second, back: paths.issues, section: "issues" };
  }
  if (first === "logs") {
    return second === undefined
      ? { title: "Logs", section: "logs" }
      : { title: "Log line", back: paths.logs, section: "logs" };
  }
  if (first === "alerts") {
    const titles: Record<string, string> = { new: "New alert", deliveries: "Deliveries" };
    return second === undefined
      ? { title: "Alerts", section: "alerts" }
      : { title: titles[second] ?? "Alert", back: paths.alerts, section: "alerts" };
  }
  if (first === "releases") {
    return third === undefined
      ? { title: "Releases", section: "releases" }
      : { title: third, back: paths.releases, section: "releases" };
  }
  if (first === "projects") {
    if (second === undefined) return { title: "Overview", section: "overview" };
    if (second === "new") return { title: "New project", back: paths.overview, section: "overview" };
    const title = nameOf(second) ?? second;
    const back = third === undefined ? paths.overview : above(second, fourth);
    return { title, back, section: "overview", projectSlug: second };
  }
  if (first === "settings") {
    const titles: Record<string, string> = { teams: "Teams", channels: "Channels", listeners: "Listeners" };
    return { title: titles[second ?? ""] ?? "Members", back: paths.settings, section: "settings" };
  }
  if (first === "account") {
    return second === "notifications"
      ? { title: "Notifications", back: paths.settings, section: "settings" }
      : { title: "Account", section: "settings" };
  }
  return { title: "Jackdaw" };
}

/** The page over one of a project's pages; only Stats has pages below it. */
function above(slug: string, last: string | undefined): string {
  return last === undefined ? paths.project(slug) : paths.projectStats(slug);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
