import { readSecret } from "@/lib/auth/secret";
import { env } from "@/lib/env";

/** The server's secret, of which the tokens of shared issues are made. */
export function shareSecret(): string {
  const { JACKDAW_SECRET, JACKDAW_DATA } = env();
  return readSecret(JACKDAW_SECRET, JACKDAW_DATA);
}
