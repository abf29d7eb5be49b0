import type { z } from "zod";
import { type FieldMessages, InvalidInputError, NotFoundError } from "@/lib/errors";
import { readBody } from "./read-body";

/**
 * The JSON body of a request, checked against a schema.
 * @throws InvalidInputError for another content type, broken JSON, or what the schema refuses
 * @throws TooLargeError above the limit of read-body.ts
 */
export async function parseBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  // A form of a foreign page can send text/plain or form data without asking first, but never this type.
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new InvalidInputError("The body has to be JSON, sent with content-type application/json.");
  }
  return check(schema, readJson(await readBody(request)));
}

/**
 * The query string, checked against a schema. A name that appears twice is refused rather than guessed.
 * @throws InvalidInputError
 */
export function parseQuery<S extends z.ZodType>(url: string, schema: S): z.output<S> {
  const values = new Map<string, string>();
  for (const [name, value] of new URL(url).searchParams) {
    if (values.has(name)) {
      throw new InvalidInputError(undefined, { [name]: "This appears more than once. Send it once." });
    }
    values.set(name, value);
  }
  return check(schema, Object.fromEntries(values));
}

/**
 * The variable parts of the path. One that cannot be an id names nothing.
 * @throws NotFoundError
 */
export function parseParams<S extends z.ZodType>(params: unknown, schema: S): z.output<S> {
  const result = schema.safeParse(params);
  if (!result.success) throw new NotFoundError();
  return result.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError("The body is not readable as JSON. Nothing was changed.");
  }
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new InvalidInputError(undefined, fieldMessages(result.error));
  return result.data;
}

function fieldMessages(error: z.ZodError): FieldMessages {
  const messages = new Map<string, string>();
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) messages.set([...path, key].join("."), "This field is not known here.");
    } else if (!messages.has(path.join("."))) {
      messages.set(path.join("."), issue.message);
    }
  }
  return Object.fromEntries(messages);
}
