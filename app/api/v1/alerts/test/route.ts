import { orQueryFaults } from "@/app/api/v1/alerts/or-query-faults";
import { previewSchema } from "@/lib/alerts/preview/schemas";
import { testAlert } from "@/lib/alerts/preview/test-alert";
import { route } from "@/lib/http/route";

export const POST = route({ body: previewSchema }, ({ ctx, body }) => orQueryFaults(testAlert(ctx, body)));
