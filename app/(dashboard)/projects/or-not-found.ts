import { notFound } from "next/navigation";
import { NotFoundError } from "@/lib/errors";

/** What the verb gives; the page of missing things when there is none. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}
