import { route } from "@/lib/http/route";
import { deleteView } from "@/lib/views/delete-view";
import { updateViewSchema, viewParams } from "@/lib/views/schemas";
import { updateView } from "@/lib/views/update-view";

export const PATCH = route({ params: viewParams, body: updateViewSchema }, ({ ctx, params, body }) =>
  updateView(ctx, params.viewId, body),
);

export const DELETE = route({ params: viewParams }, ({ ctx, params }) => deleteView(ctx, params.viewId));
