/** Addresses of a project's pages. */
export const projectLinks = {
  overview: (slug: string) => `/projects/${encodeURIComponent(slug)}`,
  stats: (slug: string) => `/projects/${encodeURIComponent(slug)}/stats`,
  deadLetters: (slug: string) => `/projects/${encodeURIComponent(slug)}/stats/dead-letters`,
  rejectedLogs: (slug: string) => `/projects/${encodeURIComponent(slug)}/stats/rejected`,
  connect: (slug: string) => `/projects/${encodeURIComponent(slug)}/connect`,
  grouping: (slug: string) => `/projects/${encodeURIComponent(slug)}/grouping`,
  ownership: (slug: string) => `/projects/${encodeURIComponent(slug)}/ownership`,
  settings: (slug: string) => `/projects/${encodeURIComponent(slug)}/settings`,
  logSettings: (slug: string) => `/projects/${encodeURIComponent(slug)}/settings/logs`,
  issue: (shortId: string) => `/issues/${encodeURIComponent(shortId)}`,
  event: (shortId: string, eventId: string) =>
    `/issues/${encodeURIComponent(shortId)}/events/${encodeURIComponent(eventId)}`,
};

/** Where log senders are set up. */
export const logSetupLink = (slug: string) => `${projectLinks.connect(slug)}?kind=logs`;

/** The log lines of a project. */
export const logsLink = (slug: string) => `/logs?${new URLSearchParams({ project: slug })}`;

/** The issue list of a project, with more of its filter set. */
export function issuesLink(slug: string, filter: Record<string, string> = {}): string {
  return `/issues?${new URLSearchParams({ project: slug, ...filter })}`;
}
