import { route } from "@/lib/http/route";
import { resendDelivery } from "@/lib/notifications/deliveries/resend-delivery";
import { deliveryParams } from "@/lib/notifications/schemas";

export const POST = route({ params: deliveryParams }, ({ ctx, params }) => resendDelivery(ctx, params.id));
