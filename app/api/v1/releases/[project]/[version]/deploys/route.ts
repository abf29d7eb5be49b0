import { route } from "@/lib/http/route";
import { addDeploy } from "@/lib/releases/add-deploy";
import { listDeploys } from "@/lib/releases/list-deploys";
import { deploySchema, releaseParams } from "@/lib/releases/schemas";

export const GET = route({ params: releaseParams }, ({ ctx, params }) => listDeploys(ctx, params));

export const POST = route({ params: releaseParams, body: deploySchema }, ({ ctx, params, body }) =>
  addDeploy(ctx, params, body),
);
