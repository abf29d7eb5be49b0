import { exportEvents } from "@/lib/events/export-events";
import { eventExportQuery, issueParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { streamLines } from "@/lib/http/stream-lines";

/** All events of an issue as a file. Never sniffed: the wrapper forbids it. */
export const GET = route({ params: issueParams, query: eventExportQuery }, async ({ ctx, params, query }) => {
  const { fileName, contentType, lines } = await exportEvents(ctx, params.shortId, query);
  return new Response(streamLines(lines), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
    },
  });
});
