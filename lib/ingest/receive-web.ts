import { receive } from "./receive";
import type { IngestRequest, IngestResponse } from "./request";

/** The ingest door for a server that speaks web requests, such as a route handler: the same handler as the front's. */
export async function receiveWeb(request: Request): Promise<Response> {
  return asWebResponse(await receive(asIngestRequest(request)));
}

/** A web request as a door sees it. */
export function asIngestRequest(request: Request): IngestRequest {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(request.headers),
    body: (request.body as AsyncIterable<Uint8Array> | null) ?? nothing(),
    remoteAddress: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim(),
  };
}

/** A door's answer as a web response. */
export function asWebResponse({ status, headers, body }: IngestResponse): Response {
  const hasBody = status !== 204 && status !== 304 && body.length > 0;
  return new Response(hasBody ? (body as BodyInit) : null, { status, headers });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
