import { NotFoundError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";
import { forbidCaching, json } from "@/lib/http/json";
import { logError } from "@/lib/http/log-error";
import { readBody } from "@/lib/http/read-body";
import { auth } from "./auth";

/** What of the library is open to the world. Everything else goes through verbs of this folder. */
const openEndpoints = new Set(["/api/auth/sign-in/email", "/api/auth/sign-out"]);

/** Lets the auth library answer a POST of a browser, in the words and shapes of our own API. */
export async function handleAuth(request: Request): Promise<Response> {
  try {
    if (!openEndpoints.has(new URL(request.url).pathname)) throw new NotFoundError();
    const body = await readBody(request);
    const { method, headers, url } = request;
    const response = await auth().handler(new Request(url, { method, headers, body }));
    return response.ok ? forbidCaching(response) : await translated(response);
  } catch (error) {
    return errorResponse(error, "auth", logError);
  }
}

/** The library says `{ code, message }`; our API says `{ error: { code, message } }`. */
async function translated(response: Response): Promise<Response> {
  const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
  const message =
    said.message ?? "Signing in failed inside Jackdaw. The server log has the details. Try again.";
  const answer = json({ error: { code: said.code ?? "internal", message } }, response.status);
  const retryAfter = response.headers.get("retry-after");
  if (retryAfter !== null) answer.headers.set("retry-after", retryAfter);
  return answer;
}
