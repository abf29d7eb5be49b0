import { route } from "@/lib/http/route";
import { changeChannel } from "@/lib/notifications/channels/change-channel";
import { deleteChannel } from "@/lib/notifications/channels/delete-channel";
import { changeChannelSchema, channelParams } from "@/lib/notifications/schemas";

export const PATCH = route({ params: channelParams, body: changeChannelSchema }, ({ ctx, params, body }) =>
  changeChannel(ctx, params.id, body),
);

export const DELETE = route({ params: channelParams }, ({ ctx, params }) => deleteChannel(ctx, params.id));
