import { orQueryFaults } from "@/app/api/v1/alerts/or-query-faults";
import { previewAlert } from "@/lib/alerts/preview/preview-alert";
import { previewSchema } from "@/lib/alerts/preview/schemas";
import { route } from "@/lib/http/route";

export const POST = route({ body: previewSchema }, ({ ctx, body }) => orQueryFaults(previewAlert(ctx, body)));
