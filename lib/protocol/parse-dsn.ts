export interface Dsn {
  protocol: "http" | "https";
  publicKey: string;
  /** With the port if one is named. */
  host: string;
  /** Path prefix, `""` or `/prefix` without a slash at the end. */
  path: string;
  projectId: string;
}

const MAX_LENGTH = 2048;

/** Reads `https://<key>[:<secret>]@<host>[:port][/prefix]/<project>`; null for anything else. */
export function parseDsn(text: unknown): Dsn | null {
  if (typeof text !== "string" || text.length > MAX_LENGTH || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const segments = url.pathname.split("/").filter(Boolean);
  const projectId = segments.pop();
  if (!url.username || !projectId) return null;
  return {
    protocol: url.protocol === "http:" ? "http" : "https",
    publicKey: url.username,
    host: url.host,
    path: segments.map((segment) => `/${segment}`).join(""),
    projectId,
  };
}

/** The DSN that a person copies into an SDK; a path prefix of `baseUrl` survives. */
export function formatDsn(input: { baseUrl: string; publicKey: string; projectId: string }): string {
  const url = new URL(input.baseUrl);
  const prefix = url.pathname.replace(/\/$/, "");
  return `${url.protocol}//${input.publicKey}@${url.host}${prefix}/${input.projectId}`;
}
