import { hkdfSync } from "node:crypto";
import { readSecret } from "@/lib/auth/secret";
import { env } from "@/lib/env";

/** A key of 32 bytes for one purpose, made of the server's secret: the same in every process that has it. */
export function deriveKey(purpose: string): Buffer {
  const { JACKDAW_SECRET, JACKDAW_DATA } = env();
  return Buffer.from(
    hkdfSync("sha256", readSecret(JACKDAW_SECRET, JACKDAW_DATA), "", `jackdaw ${purpose}`, 32),
  );
}
