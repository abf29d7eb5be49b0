import { hideEnvironment } from "@/lib/environments/hide-environment";
import { listProjectEnvironments } from "@/lib/environments/list-project-environments";
import { hideEnvironmentSchema, listEnvironmentsSchema } from "@/lib/environments/schemas";
import { route } from "@/lib/http/route";

export const GET = route({ query: listEnvironmentsSchema }, ({ ctx, query }) =>
  listProjectEnvironments(ctx, query.project),
);

export const PATCH = route({ body: hideEnvironmentSchema }, ({ ctx, body }) => hideEnvironment(ctx, body));
