import { expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/postgres";
import { closePool, openPool, pool, usePool } from "./pool";
import { transaction } from "./transaction";

it("tells a lost connection to the one who uses it, and opens another", async () => {
  const database = await createTestDatabase();
  usePool(openPool(database.url));
  try {
    const lost = transaction(async (db) => {
      const { rows } = await db.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      const ended = new Promise((resolve) => db.once("end", resolve));
      await pool().query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await ended;
      await db.query("SELECT 1");
    });
    await expect(lost).rejects.toThrow();
    expect((await transaction((db) => db.query("SELECT 1"))).rowCount).toBe(1);
  } finally {
    await closePool();
    await database.drop();
  }
});
