/** What our API answered instead of a result. The message is written for people. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** 0 when no answer came at all. */
    readonly status: number,
    readonly code: string,
    /** Field name → sentence, when the input was the trouble. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** The whole of what was answered as the error: some doors say more of it. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

type JsonInit = Omit<RequestInit, "body" | "headers"> & { body?: unknown; headers?: Record<string, string> };

/** What changes something. POST may be a question with a body: those who change with it ask for `keepalive` themselves. */
const changes = new Set(["PUT", "PATCH", "DELETE"]);
/** Browsers refuse to keep more than 64 KiB of requests going for pages that are gone. */
const KEPT_LENGTH = 8192;

/**
 * Calls our own API and gives the parsed answer; throws `ApiError`. A `body` is sent as JSON. A change that was asked for is
 * made also when the page is left at once.
 */
export async function fetchJson<Result>(path: string, init: JsonInit = {}): Promise<Result> {
  const { body, headers, ...rest } = init;
  const text = body === undefined ? undefined : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(path, {
      keepalive: changes.has(rest.method ?? "GET") && (text?.length ?? 0) < KEPT_LENGTH,
      ...rest,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: text,
    });
  } catch (error) {
    if (rest.signal?.aborted) throw error;
    throw new ApiError(
      "The server did not answer. Nothing was changed. Check the connection and retry.",
      0,
      "offline",
    );
  }
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response.status, answer);
  return answer as Result;
}

function refusal(status: number, answer: unknown): ApiError {
  const { error } = (answer ?? {}) as {
    error?: { message?: string; code?: string; fields?: Record<string, string>; [detail: string]: unknown };
  };
  const message =
    error?.message ?? `The server answered ${status} without a reason. Retry, or look into its log.`;
  return new ApiError(message, status, error?.code ?? "unknown", error?.fields, error);
}
