import { route } from "@/lib/http/route";
import { restoreChannel } from "@/lib/notifications/channels/restore-channel";
import { channelParams } from "@/lib/notifications/schemas";

export const POST = route({ params: channelParams }, ({ ctx, params }) => restoreChannel(ctx, params.id));
