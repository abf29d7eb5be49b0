import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import * as payloads from "@/lib/events/payload";
import { openPacker, pack } from "./pack";

const here = vi.spyOn(payloads, "packPayload");
const texts = [
  "{}",
  JSON.stringify({ message: "größer als 漢字 \u{1f426}" }),
  JSON.stringify({ message: "x".repeat(300_000) }),
  `{"message":"half a pair \ud83d"}`,
  ...Array.from({ length: 60 }, (_, index) => JSON.stringify({ message: `number ${index}` })),
];
let folder: string;
let packer: { close(): Promise<void> } | undefined;

async function entry(source?: string): Promise<URL> {
  const path = join(folder, source === undefined ? "pack.mjs" : "broken.mjs");
  if (source === undefined) {
    const entryPoints = [join(import.meta.dirname, "thread.ts")];
    await build({
      entryPoints,
      outfile: path,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
  } else await writeFile(path, source);
  return pathToFileURL(path);
}

/** Any object does. */
const messageOf = (event: unknown) => (event as { message?: string }).message;
const messagesOf = (packed: Buffer[]) => packed.map((payload) => messageOf(payloads.decodePayload(payload)));
const messages = texts.map((text) => messageOf(JSON.parse(text.toWellFormed())));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jackdaw-pack-"));
});
afterEach(async () => {
  await packer?.close();
  packer = undefined;
  here.mockClear();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("packs here while there is no thread", async () => {
  expect(messagesOf(await Promise.all(texts.map(pack)))).toEqual(messages);
  expect(here).toHaveBeenCalledTimes(texts.length);
});

it("gives a flood to the thread, and each its own payload back", async () => {
  packer = openPacker(await entry());
  const [first, second] = [
    Promise.all(texts.map(pack)),
    Promise.resolve().then(() => Promise.all(texts.map(pack))),
  ];
  expect(messagesOf(await first)).toEqual(messages);
  expect(messagesOf(await second)).toEqual(messages);
  expect(here).not.toHaveBeenCalled();
});

it("packs one or two where they are, and what comes while the thread is behind", async () => {
  packer = openPacker(await entry());
  await Promise.all(["{}", "{}"].map(pack));
  expect(here).toHaveBeenCalledTimes(2);
  const behind = Array.from({ length: 4 }, () => Promise.all(texts.map(pack)));
  const nextTick = new Promise((resolve) => process.nextTick(resolve));
  await nextTick;
  const late = Promise.all(["{}", "{}", "{}"].map(pack));
  await late;
  expect(here).toHaveBeenCalledTimes(5);
  await Promise.all(behind);
});

it.each([
  [
    "when it is asked",
    `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(1));`,
  ],
  [
    "with an error",
    `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { throw new Error("out of memory"); });`,
  ],
])("packs here what a thread left that died %s", async (_how, source) => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  packer = openPacker(await entry(source));
  expect(messagesOf(await Promise.all(texts.map(pack)))).toEqual(messages);
  expect(messagesOf(await Promise.all(texts.map(pack)))).toEqual(messages);
  expect(here).toHaveBeenCalledTimes(2 * texts.length);
  written.mockRestore();
});
