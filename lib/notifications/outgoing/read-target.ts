import { isIP } from "node:net";
import { OutgoingError } from "./outgoing-error";

/** Where a request goes. */
export type Target = {
  url: URL;
  /** Without brackets. */
  host: string;
  port: number;
  /** May be private, unencrypted and at any port: the settings of the server name it. */
  isAllowed: boolean;
};

/** Ports below that belong to mail, names and the like, where a request of ours would be a trick. */
const FIRST_FREE_PORT = 1024;

/**
 * Reads the address of a request, in all the notations that URLs have for hosts (0x7f.1 is 127.0.0.1). `allowed` are the
 * entries of JACKDAW_PRIVATE_HOSTS: a name or an address, with or without a port.
 * @throws OutgoingError
 */
export function readTarget(address: string, allowed: readonly string[]): Target {
  if (!URL.canParse(address)) throw new OutgoingError("This is no address.", true);
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new OutgoingError("The address has to begin with https://.", true);
  }
  if (url.username !== "" || url.password !== "") {
    throw new OutgoingError("The address holds a user or a password. Leave them out.", true);
  }
  const isSecure = url.protocol === "https:";
  // A name may end with a dot, and is the same.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const port = url.port === "" ? (isSecure ? 443 : 80) : Number(url.port);
  const isAllowed =
    allowed.includes(host) || allowed.includes(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
  if (!isAllowed && !isSecure) {
    throw new OutgoingError(
      `${host} is asked without encryption. Use https://, or have the server's JACKDAW_PRIVATE_HOSTS name it.`,
      true,
    );
  }
  if (!isAllowed && port !== 443 && port < FIRST_FREE_PORT) {
    throw new OutgoingError(`Port ${port} is none of the web. Use 443 or one from 1024.`, true);
  }
  return { url, host, port, isAllowed };
}
