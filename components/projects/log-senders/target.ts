/** Where log senders send to, in the pieces that they ask for. */
export type LogTarget = {
  /** Address without a trailing slash, prefix included: `https://errors.example.com:8443/jackdaw`. */
  base: string;
  /** The name alone; an IPv6 address in brackets. */
  host: string;
  port: number;
  isTls: boolean;
  /** The prefix of all paths: '' or `/jackdaw`. */
  prefix: string;
  /** The key as 32 hex digits. */
  token: string;
  /** The same as a UUID with dashes, as Splunk and Loggly have it. */
  uuid: string;
  /** How the sender calls itself; any text. */
  service: string;
};

/** Reads a DSN (`https://KEY@host/prefix/4`) into what log senders need. */
export function logTarget(dsn: string, service: string): LogTarget {
  const url = new URL(dsn);
  const isTls = url.protocol === "https:";
  const prefix = url.pathname.slice(0, url.pathname.lastIndexOf("/"));
  const token = url.username;
  return {
    base: url.origin + prefix,
    host: url.hostname,
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    isTls,
    prefix,
    token,
    uuid: [
      token.slice(0, 8),
      token.slice(8, 12),
      token.slice(12, 16),
      token.slice(16, 20),
      token.slice(20),
    ].join("-"),
    service,
  };
}

/** `https://errors.example.com:443`: for senders that take another port than ours when none is written. */
export function withPort({ isTls, host, port, prefix }: LogTarget): string {
  return `${isTls ? "https" : "http"}://${host}:${port}${prefix}`;
}
