import { route } from "@/lib/http/route";
import { streamLines } from "@/lib/http/stream-lines";
import { exportLines } from "@/lib/logs/query/export-lines";
import { exportLinesSchema } from "@/lib/logs/schemas";

/** A file, made while it is taken. Never sniffed: the wrapper forbids it. */
export const GET = route({ query: exportLinesSchema }, async ({ ctx, query, request }) => {
  const { fileName, contentType, lines } = await exportLines(ctx, query, { signal: request.signal });
  return new Response(streamLines(lines), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
    },
  });
});
