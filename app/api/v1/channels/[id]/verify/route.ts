import { route } from "@/lib/http/route";
import { askAgain } from "@/lib/notifications/channels/ask-again";
import { channelParams } from "@/lib/notifications/schemas";

export const POST = route({ params: channelParams }, ({ ctx, params }) => askAgain(ctx, params.id));
