import { receive } from "./receive";

/** The ingest door for a server that speaks web requests, such as a route handler: the same handler as the front's. */
export async function receiveWeb(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const answer = await receive({
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(request.headers),
    body: (request.body as AsyncIterable<Uint8Array> | null) ?? nothing(),
    remoteAddress: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim(),
  });
  return new Response(answer.body as BodyInit, { status: answer.status, headers: answer.headers });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
