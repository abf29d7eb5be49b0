import { APIError, createAuthMiddleware, getIP, isAPIError } from "better-auth/api";
import { env } from "@/lib/env";
import { CodedError, ForbiddenError, RateLimitedError } from "@/lib/errors";
import { changesThings, foreignRequest, isSameOrigin } from "@/lib/http/same-origin";
import { signInLimits } from "./sign-in-limits";
import { giveBackTry, pauseMinutes, takeTry, triesLeft } from "./tries";

const signInPath = "/sign-in/email";

type Call = {
  body?: unknown;
  headers?: Headers;
  context: { options: Parameters<typeof getIP>[1]; newSession: { session: { id: string } } | null };
};

/**
 * Runs before every call of the auth library. Other sites are refused first, so that none can use up the
 * tries of its visitors; then a try to sign in is counted before it is made.
 */
export const beforeAuth = createAuthMiddleware(async (call) => {
  if (call.request && changesThings(call.request) && !isSameOrigin(call.request.headers, env().JACKDAW_URL)) {
    throw asLibraryError(new ForbiddenError(foreignRequest));
  }
  if (call.path !== signInPath) return;
  try {
    await takeTry(await limitsOf(call));
  } catch (error) {
    throw asLibraryError(error);
  }
});

/** Runs after every call of the auth library. */
export const afterAuth = createAuthMiddleware(async (call) => {
  // The browser also forgets the pages that the back button would show.
  if (call.path === "/sign-out") call.setHeader("clear-site-data", '"cache"');
  if (call.path !== signInPath) return;

  const limits = await limitsOf(call);
  const { returned } = call.context;
  if (!isAPIError(returned)) return giveBackTry(limits);
  if (returned.statusCode === 400 || returned.statusCode === 401) {
    // One answer for every reason, so that nobody learns which accounts exist.
    throw new APIError("UNAUTHORIZED", {
      code: "unauthorized",
      message: mismatchMessage(await triesLeft(limits[0])),
    });
  }
});

function limitsOf({ body, headers, context }: Call) {
  const given = body as { email?: unknown } | undefined;
  const email = typeof given?.email === "string" ? given.email : "";
  const ipAddress = getIP(headers ?? new Headers(), context.options) ?? "unknown";
  return signInLimits(email, ipAddress, context.newSession?.session.id);
}

function mismatchMessage(left: number): string {
  const message = "That e-mail and password do not match.";
  if (left > 5) return message;
  if (left === 0) return `${message} Wait ${pauseMinutes} min, then try again.`;
  return `${message} ${left} ${left === 1 ? "try" : "tries"} left before a ${pauseMinutes}-minute pause.`;
}

function asLibraryError(error: unknown): unknown {
  if (!(error instanceof CodedError)) return error;
  const headers: Record<string, string> = {};
  if (error instanceof RateLimitedError) headers["retry-after"] = String(Math.ceil(error.retryAfterSeconds));
  return new APIError(error.status as 429, { code: error.code, message: error.message }, headers);
}
