import { route } from "@/lib/http/route";
import { readRelease } from "@/lib/releases/read-release";
import { releaseEnvironmentSchema, releaseParams } from "@/lib/releases/schemas";

export const GET = route(
  { params: releaseParams, query: releaseEnvironmentSchema },
  ({ ctx, params, query }) => readRelease(ctx, params, query),
);
