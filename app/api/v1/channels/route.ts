import { route } from "@/lib/http/route";
import { createChannel } from "@/lib/notifications/channels/create-channel";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { channelInputSchema } from "@/lib/notifications/schemas";

export const GET = route({}, ({ ctx }) => listChannels(ctx));

export const POST = route({ body: channelInputSchema }, ({ ctx, body }) => createChannel(ctx, body));
