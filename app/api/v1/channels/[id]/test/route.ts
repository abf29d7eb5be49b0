import { route } from "@/lib/http/route";
import { testChannel } from "@/lib/notifications/channels/test-channel";
import { channelParams } from "@/lib/notifications/schemas";

export const POST = route({ params: channelParams }, ({ ctx, params }) => testChannel(ctx, params.id));
