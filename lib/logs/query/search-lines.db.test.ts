import { beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { engine } from "@/lib/logs/engine/use-engine";
import type { LogLine } from "@/lib/logs/line";
import { searchLinesSchema } from "@/lib/logs/schemas";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { createProject } from "@/lib/projects/create-project";
import { useDatabase } from "@/lib/testing/use-database";
import { searchLines } from "./search-lines";

useDatabase();
useLogStore();

const SECOND = 1_000_000_000n;
const start = (BigInt(Date.now()) / 1000n) * SECOND - 3_600n * SECOND;
const iso = (time: bigint) => new Date(Number(time / 1_000_000n)).toISOString();
const range = { from: iso(start), to: iso(start + 600n * SECOND) };
const ctx = systemContext();
const words = ["alpha", "beta", "gamma", "delta"];
/** Lines as they stand in order, newest first: by time, chunk and number. */
const all: { id: string; line: LogLine }[] = [];

/** The same numbers each time. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

beforeAll(async () => {
  const { slug } = await createProject(ctx, { name: "Slices", platform: "node" });
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM project WHERE slug = $1", [slug]);
  const random = makeRandom(7);
  for (let chunk = 0; chunk < 8; chunk++) {
    // They overlap, and many lines have the same second.
    const lines = Array.from({ length: 50 }, (_, n): LogLine => {
      const second = chunk * 60 + random(150);
      return {
        time: start + BigInt(second) * SECOND,
        severity: random(10) === 0 ? 17 : 9,
        host: `web-${random(3)}`,
        message: `${words[random(4)]} ${chunk === 1 && n === 3 ? "needle" : words[random(4)]}`,
      };
    });
    const id = await makeChunk(rows[0]?.id ?? 0, lines);
    lines.forEach((line, n) => all.push({ id: `${id}-${n}`, line }));
  }
  // The catalog says that they are many, so that a page is looked for in several slices.
  await pool().query("UPDATE log_chunk SET lines = 3000000");
  const place = ({ id, line }: (typeof all)[number]) =>
    `${line.time} ${id.slice(0, 36)} ${id.slice(37).padStart(9, "0")}`;
  all.sort((a, b) => (place(a) < place(b) ? 1 : -1));
});

/** All pages of a question, and how many slices were looked at for them. */
async function listPages(query: string, order: string, limit: number) {
  const own = engine();
  const asked: bigint[] = [];
  const counted: LogEngine = {
    run: (one, signal) => {
      if (!one.source.fields.includes("*")) asked.push(one.source.from);
      return own.run(one, signal);
    },
  };
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const input = searchLinesSchema.parse({ ...range, query, order, limit, ...(cursor && { cursor }) });
    const page = await searchLines(ctx, input, { engine: counted });
    found.push(...page.lines.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { found, slices: new Set(asked).size };
}

describe("a page that is looked for in slices", () => {
  const questions: [query: string, fits: (line: LogLine) => boolean][] = [
    ["", () => true],
    ["alpha", ({ message }) => message.includes("alpha")],
    ["level:error gamma", ({ message, severity }) => severity === 17 && message.includes("gamma")],
    ["host:web-1", ({ host }) => host === "web-1"],
    ["needle", ({ message }) => message.includes("needle")],
    ["nowhere", () => false],
  ];

  test.each(questions)("has the lines of a full listing, in both orders: %s", async (query, fits) => {
    const newest = all.filter(({ line }) => fits(line)).map(({ id }) => id);
    for (const [order, expected] of [
      ["newest", newest],
      ["oldest", newest.toReversed()],
    ] as const) {
      for (const limit of [37, 100]) {
        const { found, slices } = await listPages(query, order, limit);
        expect(found, `${order}, ${limit} each`).toEqual(expected);
        expect(slices).toBeGreaterThan(1);
      }
    }
  });

  test("finds what is rare in few steps", async () => {
    const { slices } = await listPages("nowhere", "newest", 100);
    expect(slices).toBeLessThanOrEqual(6);
  });
});
