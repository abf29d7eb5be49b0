import { route } from "@/lib/http/route";
import { listRejections } from "@/lib/logs/rejections/list-rejections";
import { listRejectionsQuery } from "@/lib/logs/rejections/schemas";

export const GET = route({ query: listRejectionsQuery }, ({ ctx, query }) => listRejections(ctx, query));
