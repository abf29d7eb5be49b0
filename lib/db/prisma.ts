import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "./generated/client";
import { pool } from "./pool";

const holder = globalThis as typeof globalThis & { jackdawPrisma?: { client: PrismaClient; pool: pg.Pool } };

/** The Prisma client on the process's pool: for the small tables. Hot paths write SQL. */
export function prisma(): PrismaClient {
  const current = pool();
  if (holder.jackdawPrisma?.pool !== current) {
    holder.jackdawPrisma = { client: new PrismaClient({ adapter: new PrismaPg(current) }), pool: current };
  }
  return holder.jackdawPrisma.client;
}
