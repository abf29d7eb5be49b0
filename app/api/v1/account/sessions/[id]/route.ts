import { endSession } from "@/lib/auth/end-session";
import { sessionParams } from "@/lib/auth/schemas";
import { route } from "@/lib/http/route";

export const DELETE = route({ params: sessionParams }, ({ ctx, params }) => endSession(ctx, params.id));
