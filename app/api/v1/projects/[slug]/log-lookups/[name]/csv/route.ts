import { route } from "@/lib/http/route";
import { exportLookup } from "@/lib/logs/lookups/export-lookup";
import { lookupParams } from "@/lib/logs/lookups/schemas";

/** The table as a file. Never shown by a browser, whatever is in it: the wrapper forbids sniffing. */
export const GET = route({ params: lookupParams }, async ({ ctx, params }) => {
  const csv = await exportLookup(ctx, params);
  // Only names of this form were ever stored, and only what is stored gets here.
  const fileName = /^[a-z0-9_]+$/.test(params.name) ? params.name : "table";
  return new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${fileName}.csv"`,
    },
  });
});
