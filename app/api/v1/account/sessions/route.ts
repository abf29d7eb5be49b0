import { endOtherSessions } from "@/lib/auth/end-other-sessions";
import { listSessions } from "@/lib/auth/list-sessions";
import { route } from "@/lib/http/route";

export const GET = route({}, ({ ctx }) => listSessions(ctx));

/** Ends all but the one that asks. */
export const DELETE = route({}, ({ ctx }) => endOtherSessions(ctx));
