import type { IncomingMessage } from "node:http";

/**
 * The address of the client: the socket's, or the one that the outermost of `trustedProxies` reverse proxies wrote down
 * in `X-Forwarded-For`. Entries further left were written by the client and prove nothing.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string | undefined {
  const socketAddress = request.socket.remoteAddress?.replace(/^::ffff:/, "");
  if (trustedProxies === 0) return socketAddress;
  const header = request.headers["x-forwarded-for"];
  const hops = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((hop) => hop.trim());
  return hops.at(-trustedProxies) || socketAddress;
}
