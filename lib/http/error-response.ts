import { CodedError, InvalidInputError, RateLimitedError } from "@/lib/errors";
import { json } from "./json";

type ErrorBody = { code: string; message: string; fields?: InvalidInputError["fields"] };

/**
 * Translates whatever was thrown into `{ error: { code, message, fields? } }`. Coded errors speak for
 * themselves; anything else answers 500 with the request id and hands its text to `log` alone.
 */
export function errorResponse(
  error: unknown,
  requestId: string,
  log: (requestId: string, error: unknown) => void,
): Response {
  if (!(error instanceof CodedError)) {
    log(requestId, error);
    const message = `Something failed inside Jackdaw. The server log has the details under ${requestId}. Try again.`;
    return json({ error: { code: "internal", message } }, 500);
  }
  const body: ErrorBody = { code: error.code, message: error.message };
  if (error instanceof InvalidInputError && Object.keys(error.fields).length > 0) body.fields = error.fields;
  const response = json({ error: body }, error.status);
  if (error instanceof RateLimitedError) {
    response.headers.set("retry-after", String(Math.ceil(error.retryAfterSeconds)));
  }
  return response;
}
