import { route } from "@/lib/http/route";
import { readPreferences, savePreferences } from "@/lib/notifications/preferences/preferences";
import { preferencesSchema } from "@/lib/notifications/schemas";

export const GET = route({}, ({ ctx }) => readPreferences(ctx));

export const PUT = route({ body: preferencesSchema }, ({ ctx, body }) => savePreferences(ctx, body));
