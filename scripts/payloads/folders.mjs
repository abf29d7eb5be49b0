import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const compatFolder = join(root, "e2e/compat");
export const payloadsFolder = join(root, "e2e/payloads");
/** Programs of the clients: what is installed or built for them goes into the work folder, not into the project. */
export const sourcesFolder = join(payloadsFolder, "clients");
export const workFolder = process.env.JACKDAW_PAYLOADS_WORK ?? join(tmpdir(), "jackdaw-payloads");
