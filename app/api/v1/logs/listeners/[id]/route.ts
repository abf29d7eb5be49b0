import { route } from "@/lib/http/route";
import { changeListener } from "@/lib/logs/listeners/change-listener";
import { deleteListener } from "@/lib/logs/listeners/delete-listener";
import { changeListenerSchema, listenerParams } from "@/lib/logs/listeners/schemas";

export const PATCH = route({ params: listenerParams, body: changeListenerSchema }, ({ ctx, params, body }) =>
  changeListener(ctx, params.id, body),
);

export const DELETE = route({ params: listenerParams }, ({ ctx, params }) => deleteListener(ctx, params.id));
