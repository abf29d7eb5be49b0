import { countFiring } from "@/lib/alerts/count-firing";
import { route } from "@/lib/http/route";

export const GET = route({}, ({ ctx }) => countFiring(ctx));
