import { readContext } from "@/lib/auth/read-context";
import { json } from "@/lib/http/json";
import { knowsOwner } from "./knows-owner";
import { readHealth } from "./read-health";

/**
 * `/healthz`: `{"status":"ok"}` or `{"status":"degraded"}`, and the reasons (`why`) for a signed-in owner alone. 200 in both
 * cases: a front that is degraded still takes events, through the spool if need be, and a supervisor that restarts it
 * would only make it worse. Whether to send it events is what `/readyz` says.
 */
export async function answerHealthz(request: Request): Promise<Response> {
  const { why, database } = await readHealth();
  // A database that was found away a moment ago need not be asked who this is.
  const isOwner = await knowsOwner(request.headers, database === "away" ? unanswered : readContext);
  const status = why.length > 0 ? "degraded" : "ok";
  return json(isOwner ? { status, why } : { status });
}

/** `/readyz`: 200 when this process can take events at this moment, else 503. */
export async function answerReadyz(): Promise<Response> {
  const { isReady } = await readHealth();
  return json({ status: isReady ? "ready" : "not ready" }, isReady ? 200 : 503);
}

function unanswered(): Promise<null> {
  return Promise.reject(new Error("the database is away"));
}
