import { notFound } from "next/navigation";
import { NotFoundError } from "@/lib/errors";
import type { Project } from "@/lib/projects/schemas";

/** What the verb gives; the page of missing things when there is none. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}

/** The name of a project for a page's title. A missing one is the page's to tell: titles have no page of missing things. */
export async function nameForTitle(asked: Promise<Project>): Promise<string> {
  try {
    return (await asked).name;
  } catch (error) {
    if (error instanceof NotFoundError) return "Nothing is here";
    throw error;
  }
}
