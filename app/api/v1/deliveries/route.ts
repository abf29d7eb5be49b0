import { route } from "@/lib/http/route";
import { listDeliveries } from "@/lib/notifications/deliveries/list-deliveries";
import { listDeliveriesSchema } from "@/lib/notifications/schemas";

export const GET = route({ query: listDeliveriesSchema }, ({ ctx, query }) => listDeliveries(ctx, query));
