import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { payloadsFolder } from "./folders.mjs";
import { stabilise } from "./stabilise.mjs";
import { startSink } from "./start-sink.mjs";

const WAIT_MS = 20_000;

/**
 * Runs every case of a client against a sink of its own and writes what arrived. Returns a line for each case that sent
 * nothing, so that a payload never goes missing silently.
 */
export async function recordClient(client) {
  const missing = [];
  const reason = await client.prepare?.();
  if (reason) return [`${client.name}: ${reason}`];
  const sink = await startSink();
  const folder = join(payloadsFolder, client.name);
  await mkdir(folder, { recursive: true });
  const session = (await client.open?.(sink)) ?? client;
  try {
    for (const name of client.cases) {
      sink.clear();
      const [event, output] = await Promise.all([sink.first(WAIT_MS), session.run(name, sink)]);
      const path = join(folder, `${name}.json`);
      if (!event) {
        await rm(path, { force: true });
        missing.push(`${client.name}/${name}: ${output ?? "no event came"}`);
        continue;
      }
      const places = [
        [`http://${sink.host}`, "https://shop.example.com"],
        [sink.host, "shop.example.com"],
      ];
      const stable = stabilise(event, `${client.name}/${name}`, [...places, ...(client.places ?? [])]);
      await writeFile(path, `${JSON.stringify(stable, null, 2)}\n`);
    }
  } finally {
    await session.close?.();
    await sink.close();
  }
  console.log(`${client.name}: ${client.cases.length - missing.length} of ${client.cases.length}`);
  return missing;
}
