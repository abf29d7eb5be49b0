import { route } from "@/lib/http/route";
import { deleteKey } from "@/lib/projects/delete-key";
import { keyParams, updateKeySchema } from "@/lib/projects/schemas";
import { updateKey } from "@/lib/projects/update-key";

export const PATCH = route({ params: keyParams, body: updateKeySchema }, ({ ctx, params, body }) =>
  updateKey(ctx, { ...params, changes: body }),
);

export const DELETE = route({ params: keyParams }, ({ ctx, params }) => deleteKey(ctx, params));
