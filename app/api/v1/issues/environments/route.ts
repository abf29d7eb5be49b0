import { route } from "@/lib/http/route";
import { listEnvironments } from "@/lib/issues/list-environments";
import { listEnvironmentsSchema } from "@/lib/issues/schemas";

export const GET = route({ query: listEnvironmentsSchema }, ({ ctx, query }) =>
  listEnvironments(ctx, query.projects),
);
