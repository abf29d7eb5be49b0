// The floor that `bench:ingest` compares with: what any ingest must do at the very least. A bare `node:http` server
// parses the same envelopes, deflates the event and inserts batches into one table; it answers after the commit.
// No keys, limits, grouping, counters or look-up of ids.
import { createServer } from "node:http";
import { deflateRawSync } from "node:zlib";
import { Client } from "pg";

const LINE_FEED = 10;
const MAX_EVENTS = 200;
const db = new Client({ connectionString: process.env.FLOOR_DATABASE_URL });
await db.connect();
await db.query(
  "CREATE TABLE IF NOT EXISTS bench_floor (id uuid PRIMARY KEY, received_at timestamptz NOT NULL, payload bytea NOT NULL)",
);
await db.query("ALTER TABLE bench_floor ALTER COLUMN payload SET STORAGE EXTERNAL");

let waiting = [];
let isWriting = false;

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const event = readEvent(Buffer.concat(chunks));
  waiting.push({ ...event, answer: () => response.end(`{"id":"${event.id}"}`) });
  if (!isWriting) void write();
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));

/** Header line, item header line, event: parsed as JSON, the event's bytes deflated as they came. */
function readEvent(body) {
  const headerEnd = body.indexOf(LINE_FEED);
  const itemEnd = body.indexOf(LINE_FEED, headerEnd + 1);
  JSON.parse(body.toString("utf8", 0, headerEnd));
  JSON.parse(body.toString("utf8", headerEnd + 1, itemEnd));
  const payload = body.subarray(itemEnd + 1);
  const event = JSON.parse(payload.toString("utf8"));
  return { id: event.event_id, payload: deflateRawSync(payload, { level: 1 }) };
}

async function write() {
  isWriting = true;
  while (waiting.length > 0) {
    const batch = waiting.slice(0, MAX_EVENTS);
    waiting = waiting.slice(MAX_EVENTS);
    let at = 1;
    const starts = batch.map(({ payload }) => {
      at += payload.length;
      return at - payload.length;
    });
    await db.query({
      name: "insert",
      text: `INSERT INTO bench_floor
             SELECT id, now(), substr($2::bytea, start, length)
               FROM unnest($1::uuid[], $3::int[], $4::int[]) AS t (id, start, length)`,
      values: [
        batch.map(({ id }) => id),
        Buffer.concat(batch.map(({ payload }) => payload)),
        starts,
        batch.map(({ payload }) => payload.length),
      ],
    });
    for (const { answer } of batch) answer();
  }
  isWriting = false;
}
