import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { env } from "@/lib/env";
import type { ListenerList } from "./schemas";

/**
 * The certificate that listeners with TLS show, from the files that the settings name. Pages may run on another machine
 * than the front: what cannot be read from here may be fine there, and is only said.
 */
export async function readCertificate(): Promise<NonNullable<ListenerList["tls"]>> {
  const { JACKDAW_LOG_TLS_CERT: file, JACKDAW_LOG_TLS_KEY: key } = env();
  if (!file || !key) return { certificate: null, trouble: "" };
  try {
    const { subject, subjectAltName = "", validTo } = new X509Certificate(await readFile(file));
    const until = new Date(validTo);
    const certificate = {
      file,
      names: namesOf(subject, subjectAltName),
      validTo: until.toISOString(),
      isExpired: until.getTime() < Date.now(),
    };
    return { certificate, trouble: "" };
  } catch (error) {
    return { certificate: null, trouble: `${file} cannot be read: ${(error as Error).message}` };
  }
}

/** `CN=a` of the subject and `DNS:a, IP Address:b` of the extension. */
function namesOf(subject: string, alternatives: string): string[] {
  const common = subject.split("\n").filter((part) => part.startsWith("CN="));
  const names = [...common, ...alternatives.split(", ")].map((name) =>
    name.replace(/^(CN=|[A-Za-z ]+:)/, ""),
  );
  return [...new Set(names.filter(Boolean))];
}
