import { route } from "@/lib/http/route";
import { tryRulesSchema } from "@/lib/logs/listeners/schemas";
import { tryRules } from "@/lib/logs/listeners/try-rules";

export const POST = route({ body: tryRulesSchema }, ({ ctx, body }) => tryRules(ctx, body));
