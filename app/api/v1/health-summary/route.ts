import { route } from "@/lib/http/route";
import { readHealthSummary } from "@/lib/stats/health-summary";

export const GET = route({}, ({ ctx }) => readHealthSummary(ctx));
