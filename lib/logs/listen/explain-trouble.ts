/** Why a port can't be listened on, and what to do about it, for a person. */
export function explainTrouble(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program. Stop that one, or choose another port.`;
  if (code === "EACCES")
    return (
      `Jackdaw may not listen on port ${port}: ports below 1024 are kept for the system. ` +
      `Choose one above, such as ${port === 514 ? 5514 : port + 5_000}, and redirect ${port} to it in the firewall, ` +
      "or allow it to the program: setcap cap_net_bind_service=+ep $(command -v node)."
    );
  if (code === "EADDRNOTAVAIL") return "The address in HOST is none of this machine's.";
  return message;
}
