import { route } from "@/lib/http/route";
import { readDelivery } from "@/lib/notifications/deliveries/read-delivery";
import { deliveryParams } from "@/lib/notifications/schemas";

export const GET = route({ params: deliveryParams }, ({ ctx, params }) => readDelivery(ctx, params.id));
