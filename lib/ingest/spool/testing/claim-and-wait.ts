import { once } from "node:events";
import { writeSync } from "node:fs";
import { claimSlots } from "@/lib/ingest/spool/claim-slot";

/** Says that it is ready, claims when it is told to on its input, prints what it got, and stays until its input ends. */
writeSync(1, "ready\n");
await once(process.stdin, "data");
const { own, orphans } = await claimSlots(process.argv[2] ?? "");
writeSync(1, `${JSON.stringify({ own: own.dir, orphans: orphans.map(({ dir }) => dir) })}\n`);
await once(process.stdin, "end");
