import { route } from "@/lib/http/route";
import { readRejection } from "@/lib/logs/rejections/read-rejection";
import { rejectionParams, rejectionQuery } from "@/lib/logs/rejections/schemas";

/** What was refused, as a file. Never shown by a browser, whatever is in it: the wrapper forbids sniffing. */
export const GET = route(
  { params: rejectionParams, query: rejectionQuery },
  async ({ ctx, params, query }) => {
    const { sample } = await readRejection(ctx, { ...query, ...params });
    return new Response(new Uint8Array(sample), {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="rejected-${params.id}.bin"`,
        "content-security-policy": "sandbox; default-src 'none'",
      },
    });
  },
);
