import { readContext } from "@/lib/auth/read-context";
import { env } from "@/lib/env";
import { door } from "./door";
import { logError } from "./log-error";

/**
 * The wrapper that every handler under `app/api/v1` uses:
 *
 *     export const PATCH = route({ params: idSchema, body: renameSchema }, ({ ctx, params, body }) =>
 *       renameProject(ctx, params.id, body.name),
 *     );
 *
 * See door.ts for what it checks. Signed-in people only, unless the route says `public: true`.
 */
export const route = door({ readContext, siteUrl: () => env().JACKDAW_URL, log: logError });
