import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { isAPIError } from "better-auth/api";
import { organization } from "better-auth/plugins/organization";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { logError } from "@/lib/http/log-error";
import { isSameOrigin } from "@/lib/http/same-origin";
import { chooseOrganization } from "./choose-organization";
import { passwordLength } from "./schemas";
import { readSecret } from "./secret";
import { afterAuth, beforeAuth } from "./sign-in-hooks";

/** A session ends this many days after signing in, however busy it is. */
export const sessionDays = 30;

type Client = ReturnType<typeof prisma>;

const holder = globalThis as typeof globalThis & {
  jackdawAuth?: { instance: ReturnType<typeof configure>; client: Client };
};

/** The auth library on the process's database: passwords (scrypt), sessions, cookies. Built on first use. */
export function auth(): ReturnType<typeof configure> {
  const client = prisma();
  if (holder.jackdawAuth?.client !== client) holder.jackdawAuth = { instance: configure(client), client };
  return holder.jackdawAuth.instance;
}

// The Prisma adapter, because the schema already maps the library's names to our tables and columns.
function configure(client: Client) {
  const { JACKDAW_URL: siteUrl, JACKDAW_SECRET, JACKDAW_DATA } = env();
  const isHttps = siteUrl.startsWith("https://");
  return betterAuth({
    appName: "Jackdaw",
    baseURL: siteUrl,
    secret: readSecret(JACKDAW_SECRET, JACKDAW_DATA),
    database: prismaAdapter(client, { provider: "postgresql" }),
    // Closed: the first account is made by create-owner.ts.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    // Carries organizations and members. Its endpoints are closed like the others: what changes them are the verbs of
    // lib/members, lib/teams and lib/invitations, each in one transaction. Teams and the tokens of invitations are our
    // own, because the library takes an invitation's id for its secret.
    plugins: [organization({ allowUserToCreateOrganization: false })],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, activeOrganizationId: await chooseOrganization(session.userId) },
          }),
        },
      },
    },
    // The age limit is the library's, the idle limit is read-context.ts's: pages cannot send the cookie anew.
    session: {
      expiresIn: sessionDays * 24 * 60 * 60,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    // One rule for both doors. A path-less trusted origin is all that the library needs to hear.
    trustedOrigins: (request) => {
      const origin = request?.headers.get("origin");
      return origin && isSameOrigin(request?.headers ?? new Headers(), siteUrl) ? [origin] : [];
    },
    // Counted by tries.ts instead: failures only, per person too, and shared by all processes.
    rateLimit: { enabled: false },
    hooks: { before: beforeAuth, after: afterAuth },
    advanced: {
      // Said aloud, because the library turns them off by itself under NODE_ENV=test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      // The library would say `__Secure-`; `__Host-` also keeps neighbours on the same domain out.
      useSecureCookies: false,
      cookiePrefix: isHttps ? "__Host-jackdaw" : "jackdaw",
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: "lax", path: "/" },
    },
    logger: { level: "error" },
    onAPIError: { onError: (error) => (isAPIError(error) ? undefined : logError("auth", error)) },
    telemetry: { enabled: false },
  });
}
