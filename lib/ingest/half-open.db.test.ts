import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { store } from "./batch";
import { createTestProject } from "./testing/ingest-fixture";
import { type OutageFixture, openOutageFixture } from "./testing/outage-fixture";
import { prepareTestEvent } from "./testing/prepare-test-event";
import { counted, readCounts } from "./testing/read-counts";

let fixture: OutageFixture;

beforeAll(async () => {
  fixture = await openOutageFixture();
}, 60_000);
afterAll(() => fixture.close(), 30_000);

it("stores what waits although a connection that nobody hears of any more holds its locks", async () => {
  const project = await createTestProject();
  const frozen = fixture.proxy.freezeAt("before commit");
  const storing = store(prepareTestEvent(project));
  await frozen;
  await storing;
  fixture.proxy.abandon();
  await vi.waitFor(() => expect(fixture.waiting()).toBe(0), { timeout: 25_000, interval: 50 });
  expect(await readCounts(fixture.query, project.id)).toEqual(counted(1));
}, 30_000);
