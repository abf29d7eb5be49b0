import { orQueryFaults } from "@/app/api/v1/alerts/or-query-faults";
import { backtest } from "@/lib/alerts/backtest/backtest";
import { backtestSchema } from "@/lib/alerts/schemas";
import { route } from "@/lib/http/route";

export const POST = route({ body: backtestSchema }, ({ ctx, body }) => orQueryFaults(backtest(ctx, body)));
