import { route } from "@/lib/http/route";
import { confirmOwnAddress } from "@/lib/notifications/preferences/confirm-address";
import { confirmAddressSchema } from "@/lib/notifications/schemas";

export const POST = route({ body: confirmAddressSchema }, ({ ctx, body }) =>
  confirmOwnAddress(ctx, body.token),
);
