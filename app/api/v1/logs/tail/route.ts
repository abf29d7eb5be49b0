import { readContext } from "@/lib/auth/read-context";
import { route } from "@/lib/http/route";
import { streamLines } from "@/lib/http/stream-lines";
import { followLines } from "@/lib/logs/tail/follow-lines";
import { followLinesSchema } from "@/lib/logs/tail/schemas";

/** Lines as they arrive, until whoever asks hangs up. */
export const GET = route({ query: followLinesSchema }, async ({ ctx, query, request }) => {
  const lines = await followLines(ctx, query, {
    signal: request.signal,
    checkAgain: () => readContext(request.headers),
  });
  return new Response(streamLines(lines), {
    // A proxy before us must not gather what is sent (nginx hears of it by this header).
    headers: { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" },
  });
});
