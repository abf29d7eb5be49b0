import { afterAll, beforeAll } from "vitest";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { createTestDatabase } from "./postgres";

/** An empty database of its own for the tests of a file, behind `pool()`. */
export function useDatabase(): void {
  let database: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    usePool(openPool(database.url));
  });
  afterAll(async () => {
    await closePool();
    await database?.drop();
  });
}
