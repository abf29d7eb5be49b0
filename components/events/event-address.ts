/** The address of an issue, or of one of its events: an id, or "recommended", "latest", "oldest". */
export function eventPath(shortId: string, selector: string): string {
  const issue = `/issues/${encodeURIComponent(shortId)}`;
  return selector === "recommended" ? issue : `${issue}/events/${encodeURIComponent(selector)}`;
}

/** The address of the table of an issue's events. */
export function eventsPath(shortId: string): string {
  return `/issues/${encodeURIComponent(shortId)}/events`;
}

/** Which event of an issue an address shows. */
export function selectorOf(pathname: string): string {
  const [, , events, selector] = pathname.split("/").filter(Boolean);
  return events === "events" && selector ? selector.toLowerCase() : "recommended";
}
