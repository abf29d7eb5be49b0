import { readFile, stat } from "node:fs/promises";
import type { Certificate } from "./listener";

/** PEM files of a certificate and of its key. */
export interface CertificateFiles {
  tlsCert?: string;
  tlsKey?: string;
}

/** A certificate as it stood in its files, and what tells it from the one that is there later. */
export interface FoundCertificate extends Certificate {
  version: string;
}

/** The certificate that listeners with TLS show; undefined where none is set. Throws what keeps its files from being read. */
export async function readCertificate(files: CertificateFiles): Promise<FoundCertificate | undefined> {
  const { tlsCert, tlsKey } = files;
  if (!tlsCert || !tlsKey) return undefined;
  // Before they are read: what is written meanwhile is seen the next time.
  const version = await versionOf(files);
  const [cert, key] = await Promise.all([readFile(tlsCert), readFile(tlsKey)]);
  return { cert, key, version };
}

/** Another text whenever the files were written or exchanged. Throws what keeps them from being looked at. */
export async function versionOf({ tlsCert = "", tlsKey = "" }: CertificateFiles): Promise<string> {
  const found = await Promise.all([tlsCert, tlsKey].map((file) => stat(file)));
  return found.map(({ ino, size, mtimeMs }) => [ino, size, mtimeMs].join("-")).join(" ");
}
