import { route } from "@/lib/http/route";
import { listDiscarded } from "@/lib/issues/discard/list-discarded";
import { takeBackSchema } from "@/lib/issues/discard/schemas";
import { takeBack } from "@/lib/issues/discard/take-back";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => listDiscarded(ctx, params));

export const DELETE = route({ params: projectParams, body: takeBackSchema }, ({ ctx, params, body }) =>
  takeBack(ctx, { ...params, ...body }),
);
