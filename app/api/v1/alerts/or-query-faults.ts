import { QueryFaultsError } from "@/lib/alerts/query-faults-error";
import { json } from "@/lib/http/json";

/** What the verb gives; for queries that cannot be used, an answer that says where as numbers too. */
export async function orQueryFaults<T>(asked: Promise<T>): Promise<T | Response> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof QueryFaultsError)) throw error;
    const { code, message, faults, status } = error;
    return json({ error: { code, message, faults } }, status);
  }
}
