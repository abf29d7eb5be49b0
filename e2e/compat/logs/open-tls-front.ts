import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import { makeCertificate } from "@/scripts/make-certificate.mjs";

/** TLS in front of ports of this machine, as a proxy would have it, with a certificate of its own. */
export interface TlsFront {
  /** The certificate: PEM. */
  certificate: string;
  /** Opens one to a port; its own port. */
  open(port: number): Promise<number>;
  close(): void;
}

export function openTlsFront(): TlsFront {
  const folder = mkdtempSync(join(tmpdir(), "jackdaw-compat-"));
  const { cert: certificate, key: keyFile } = makeCertificate(folder);
  const secrets = { cert: readFileSync(certificate), key: readFileSync(keyFile) };
  const servers: Server[] = [];
  return {
    certificate,
    async open(port) {
      const server = createServer(secrets, (outer) => {
        const inner = connect(port, "127.0.0.1");
        for (const [one, other] of [
          [outer, inner],
          [inner, outer],
        ] as const)
          one.on("error", () => other.destroy()).pipe(other);
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, resolve));
      return (server.address() as AddressInfo).port;
    },
    close() {
      for (const server of servers) server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
