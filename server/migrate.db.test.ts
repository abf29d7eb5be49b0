import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/postgres";
import { migrate } from "./migrate";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let url: string;
let dir: string;

beforeEach(async () => {
  database = await createTestDatabase();
  url = database.url;
  dir = mkdtempSync(join(tmpdir(), "migrations-"));
  await ask("DROP SCHEMA public CASCADE");
  await ask("CREATE SCHEMA public");
});

afterEach(async () => {
  await database.drop();
  rmSync(dir, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, "migration.sql"), sql);
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("migrate", () => {
  it("applies what is new, in the order of the names, once", async () => {
    write("2_second", "ALTER TABLE bird ADD COLUMN name text;");
    write("1_first", "CREATE TABLE bird (id int);");
    expect(await migrate(url, { dir })).toEqual(["1_first", "2_second"]);
    expect(await migrate(url, { dir })).toEqual([]);
    write("3_third", "INSERT INTO bird VALUES (1, 'jackdaw');");
    expect(await migrate(url, { dir })).toEqual(["3_third"]);
    expect(await ask("SELECT * FROM bird")).toEqual([{ id: 1, name: "jackdaw" }]);
  });

  it("takes functions whose bodies hold semicolons", async () => {
    write("1_function", "CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;");
    await migrate(url, { dir });
    expect(await ask("SELECT one()")).toEqual([{ one: 1 }]);
  });

  it("lets three programs start at once and applies each migration once", async () => {
    write("1_first", "CREATE TABLE bird (id int); INSERT INTO bird VALUES (1);");
    const applied = await Promise.all([1, 2, 3].map(() => migrate(url, { dir })));
    expect(applied.flat()).toEqual(["1_first"]);
    expect(await ask("SELECT count(*)::int FROM bird")).toEqual([{ count: 1 }]);
  });

  it("rolls a failing migration back as a whole and names it", async () => {
    write("1_broken", "CREATE TABLE bird (id int); SELECT nonsense;");
    await expect(migrate(url, { dir })).rejects.toThrow("1_broken");
    expect(await ask("SELECT to_regclass('bird') AS bird")).toEqual([{ bird: null }]);
    expect(await ask("SELECT count(*)::int FROM _prisma_migrations")).toEqual([{ count: 0 }]);
  });

  it("refuses an edited migration and changes nothing", async () => {
    write("1_first", "CREATE TABLE bird (id int);");
    await migrate(url, { dir });
    write("1_first", "CREATE TABLE bird (id bigint);");
    write("2_second", "CREATE TABLE nest (id int);");
    await expect(migrate(url, { dir })).rejects.toThrow("1_first was edited");
    expect(await ask("SELECT to_regclass('nest') AS nest")).toEqual([{ nest: null }]);
  });

  it("refuses a database that is newer than the program", async () => {
    write("1_first", "CREATE TABLE bird (id int);");
    write("2_second", "CREATE TABLE nest (id int);");
    await migrate(url, { dir });
    rmSync(join(dir, "2_second"), { recursive: true });
    await expect(migrate(url, { dir })).rejects.toThrow("newer than this Jackdaw");
  });
});
