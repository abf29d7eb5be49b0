import { route } from "@/lib/http/route";
import { listCommits } from "@/lib/releases/list-commits";
import { commitsSchema, releaseParams } from "@/lib/releases/schemas";
import { setCommits } from "@/lib/releases/set-commits";

export const GET = route({ params: releaseParams }, ({ ctx, params }) => listCommits(ctx, params));

export const POST = route({ params: releaseParams, body: commitsSchema }, ({ ctx, params, body }) =>
  setCommits(ctx, params, body.commits),
);
