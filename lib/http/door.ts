import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { ForbiddenError, UnauthorizedError } from "@/lib/errors";
import { errorResponse } from "./error-response";
import { forbidCaching, json } from "./json";
import { parseBody, parseParams, parseQuery } from "./parse";
import { changesThings, foreignRequest, isSameOrigin } from "./same-origin";

/** What a route takes. Signed-in people only, unless it says `public: true`. */
type Inputs = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; public?: true };

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What the verb of a route gets: parsed input and who asks (null only on public routes). */
type Given<I extends Inputs> = {
  ctx: I extends { public: true } ? Context | null : Context;
  params: Parsed<I["params"]>;
  query: Parsed<I["query"]>;
  body: Parsed<I["body"]>;
  request: Request;
};

type PathParams = { params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (request: Request, path: PathParams) => Promise<Response>;

/** What the wrapper needs from the rest of the program. */
type DoorParts = {
  readContext: (headers: Headers) => Promise<Context | null>;
  siteUrl: () => string;
  log: (requestId: string, error: unknown) => void;
};

/**
 * Builds the wrapper around every handler of our own API: who asks, is it our own page that asks, is
 * the input well-formed; then the verb; then one translation of its result or its error.
 *
 * A verb's result becomes JSON, nothing becomes 204, and a `Response` passes (for cookies).
 */
export function door({ readContext, siteUrl, log }: DoorParts) {
  return function route<const I extends Inputs>(inputs: I, verb: (given: Given<I>) => unknown): Handler {
    return async (request, path) => {
      let requestId: string = randomUUID();
      try {
        const ctx = await readContext(request.headers);
        if (ctx === null && !inputs.public) throw new UnauthorizedError();
        requestId = ctx?.requestId ?? requestId;
        if (changesThings(request) && !isSameOrigin(request.headers, siteUrl())) {
          throw new ForbiddenError(foreignRequest);
        }
        const given = {
          ctx,
          params: inputs.params && parseParams(await path.params, inputs.params),
          query: inputs.query && parseQuery(request.url, inputs.query),
          body: inputs.body && (await parseBody(request, inputs.body)),
          request,
        };
        return answer(await verb(given as Given<I>));
      } catch (error) {
        return errorResponse(error, requestId, log);
      }
    };
  };
}

function answer(result: unknown): Response {
  if (result instanceof Response) return forbidCaching(result);
  if (result === undefined) return forbidCaching(new Response(null, { status: 204 }));
  return json(result);
}
