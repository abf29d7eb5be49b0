import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

// Every page and every handler that the tree holds, asked by somebody who is signed out. A new file is
// covered the moment it exists; what is meant for everybody has to be named here, with the reason.
const appFolder = join(import.meta.dirname, "../../app");

const publicDoors: Record<string, string> = {
  "page.tsx": "sends everybody on to the issues and shows nothing",
  "(auth)/sign-in/page.tsx": "the way in",
  "(auth)/setup/page.tsx": "the first visitor has no account yet",
  "api/v1/setup/route.ts": "the same, for its form; refuses everybody after the first",
  "(auth)/invite/": "whoever has the link has no account yet",
  "api/v1/invitations/accept/": "the same, for its form",
  "api/auth/[...all]/route.ts": "signing in and out; checks for itself",
  "share/[token]/page.tsx": "whoever has the link of a shared issue; any other token is not found",
  "unsubscribe/":
    "whoever reads the mail may end it, in any program; the token says so, any other does nothing",
  "channels/verify/": "whoever reads the mail says that the address may be used; the token says so",
  "channels/confirmed/page.tsx": "what they see then; it says nothing of anybody",
  "healthz/route.ts": "load balancers have no account; says ok or degraded, and why to owners alone",
  "readyz/route.ts": "the same; says ready or not",
  "api/[projectId]/": "SDKs show the key of a DSN",
  "api/store/": "SDKs show the key of a DSN",
  ...Object.fromEntries(
    ["bulk/", "elastic/", "gelf/", "ingest/", "inputs/", "loki/", "otlp/", "services/", "v1/"].map((door) => [
      door,
      "log senders show a token, and are answered in the words of their own protocol",
    ]),
  ),
};

const files = readdirSync(appFolder, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(^|\/)(page\.tsx|route\.ts)$/.test(file),
);
const guarded = files.filter((file) => !Object.keys(publicDoors).some((door) => file.startsWith(door)));

/** A path that the file answers: groups dropped, variable parts filled in. */
function pathOf(file: string): string {
  const parts = file.split("/").slice(0, -1);
  const named = parts.filter((part) => !part.startsWith("("));
  return `/${named.map((part) => (part.startsWith("[") ? "1" : part)).join("/")}`;
}

function methodsOf(file: string): string[] {
  const source = readFileSync(join(appFolder, file), "utf8");
  const exported = /^export\s+(?:const|(?:async\s+)?function)\s+(GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm;
  return [...source.matchAll(exported)].map((match) => match[1] ?? "");
}

test.use({ storageState: { cookies: [], origins: [] } });

for (const file of guarded.filter((name) => name.endsWith("page.tsx"))) {
  const path = pathOf(file);
  test(`somebody signed out who opens ${path} is asked to sign in, and comes back`, async ({ request }) => {
    const response = await request.get(`${path}?from=mail`, { maxRedirects: 0 });
    expect(response.status()).toBe(307);
    expect(response.headers().location).toBe(`/sign-in?next=${encodeURIComponent(`${path}?from=mail`)}`);
  });
}

for (const file of guarded.filter((name) => name.endsWith("route.ts"))) {
  const path = pathOf(file);
  test(`somebody signed out gets nothing from ${path}`, async ({ request, baseURL }) => {
    const methods = methodsOf(file);
    expect(methods, "handlers are exported by name").not.toEqual([]);
    for (const method of methods) {
      const sends = method === "GET" || method === "HEAD" ? {} : { data: {} };
      const headers = { origin: new URL(baseURL ?? "").origin };
      const response = await request.fetch(path, { method, headers, maxRedirects: 0, ...sends });
      expect(response.status(), method).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: "unauthorized" } });
      expect(response.headers()["cache-control"]).toContain("no-store");
    }
  });
}

test("the list of what is open to everybody names nothing that is gone", () => {
  for (const door of Object.keys(publicDoors)) {
    expect(
      files.some((file) => file.startsWith(door)),
      door,
    ).toBe(true);
  }
});
