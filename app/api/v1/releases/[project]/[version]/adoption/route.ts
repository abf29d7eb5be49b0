import { route } from "@/lib/http/route";
import { releaseAdoption } from "@/lib/releases/release-adoption";
import { releaseAdoptionSchema, releaseParams } from "@/lib/releases/schemas";

export const GET = route({ params: releaseParams, query: releaseAdoptionSchema }, ({ ctx, params, query }) =>
  releaseAdoption(ctx, params, query),
);
