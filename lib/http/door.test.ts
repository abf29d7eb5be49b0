import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Context, systemContext } from "@/lib/context";
import { ConflictError, InvalidInputError, NotFoundError, RateLimitedError } from "@/lib/errors";
import { door } from "./door";

const ada: Context = {
  actor: { ...systemContext().actor, userId: "u1", email: "ada@example.com", name: "Ada" },
  requestId: "request-1",
};
const site = "http://localhost:8000";
const ours = { origin: site, "content-type": "application/json" };
const path = (params = {}) => ({ params: Promise.resolve(params) });

function doorFor(ctx: Context | null, siteUrl = site) {
  const logged: unknown[] = [];
  const route = door({
    readContext: async () => ctx,
    siteUrl: () => siteUrl,
    log: (requestId, error) => logged.push([requestId, error]),
  });
  return { route, logged };
}

function ask(method: string, headers: Record<string, string> = {}, body?: string, query = "") {
  const host = new URL(site).host;
  return new Request(`${site}/api/v1/things${query}`, { method, headers: { host, ...headers }, body });
}

async function errorOf(response: Response) {
  const body = (await response.json()) as { error: { code: string; message: string; fields?: object } };
  return { status: response.status, ...body.error };
}

/** The answer of a route whose verb throws, and what went to the log. */
async function failWith(error: unknown) {
  const { route, logged } = doorFor(ada);
  const GET = route({}, () => {
    throw error;
  });
  return { response: await GET(ask("GET"), path()), logged };
}

describe("who may pass", () => {
  it("answers 401 as JSON to a signed-out request and never calls the verb", async () => {
    let called = false;
    const GET = doorFor(null).route({}, () => (called = true));
    const response = await GET(ask("GET"), path());
    expect(await errorOf(response)).toMatchObject({ status: 401, code: "unauthorized" });
    expect(called).toBe(false);
  });

  it("lets anybody through only where the route says public", async () => {
    const GET = doorFor(null).route({ public: true }, ({ ctx }) => ({ signedIn: ctx !== null }));
    expect(await (await GET(ask("GET"), path())).json()).toEqual({ signedIn: false });
  });

  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["no hint at all", {}],
    ["a cross-site fetch, even with our origin", { origin: site, "sec-fetch-site": "cross-site" }],
    ["a sibling site", { "sec-fetch-site": "same-site" }],
    ["an opaque origin", { origin: "null" }],
    ["our host on another port", { origin: "http://localhost:9000" }],
  ])("refuses a change from %s", async (_name, headers) => {
    const POST = doorFor(ada).route({}, () => "changed");
    expect(await errorOf(await POST(ask("POST", headers), path()))).toMatchObject({ status: 403 });
  });

  it.each<Record<string, string>>([{ origin: site }, { "sec-fetch-site": "same-origin" }])(
    "takes a change from %o",
    async (headers) => {
      const DELETE = doorFor(ada).route({}, () => undefined);
      expect((await DELETE(ask("DELETE", headers), path())).status).toBe(204);
    },
  );

  it("goes by Host while the address is only the default one of this machine", async () => {
    const POST = doorFor(ada).route({}, () => "changed");
    const lan = { origin: "http://192.0.2.7:8000", host: "192.0.2.7:8000" };
    expect((await POST(ask("POST", lan), path())).status).toBe(200);
    expect((await POST(ask("POST", { ...lan, host: "192.0.2.8:8000" }), path())).status).toBe(403);
  });

  it("goes by the configured address, not by Host, when there is one", async () => {
    const POST = doorFor(ada, "https://errors.example.com/").route({}, () => "changed");
    expect((await POST(ask("POST", { origin: site }), path())).status).toBe(403);
    expect((await POST(ask("POST", { origin: "https://errors.example.com" }), path())).status).toBe(200);
  });
});

describe("input", () => {
  const { route } = doorFor(ada);
  const PATCH = route(
    { params: z.object({ id: z.coerce.number().int() }), body: z.strictObject({ name: z.string() }) },
    ({ ctx, params, body }) => ({ by: ctx.actor.name, id: params.id, name: body.name }),
  );

  it("hands parsed params and body to the verb", async () => {
    const response = await PATCH(ask("PATCH", ours, '{"name":"web"}'), path({ id: "7" }));
    expect(await response.json()).toEqual({ by: "Ada", id: 7, name: "web" });
  });

  it("names every field it cannot use, unknown ones too", async () => {
    const response = await PATCH(
      ask("PATCH", ours, '{"name":1,"role":"owner","__proto__":{}}'),
      path({ id: "7" }),
    );
    const error = await errorOf(response);
    expect(error).toMatchObject({ status: 400, code: "invalid_input" });
    expect(Object.keys(error.fields ?? {}).sort()).toEqual(["__proto__", "name", "role"]);
  });

  it.each([
    ["broken JSON", ours, "{"],
    ["no body", ours, ""],
    ["a form post", { origin: site, "content-type": "text/plain" }, '{"name":"web"}'],
  ])("refuses %s with 400", async (_name, headers, body) => {
    expect((await PATCH(ask("PATCH", headers, body), path({ id: "7" }))).status).toBe(400);
  });

  it("stops reading above 1 MiB", async () => {
    const body = JSON.stringify({ name: "x".repeat(1024 * 1024) });
    expect(await errorOf(await PATCH(ask("PATCH", ours, body), path({ id: "7" })))).toMatchObject({
      status: 413,
    });
  });

  it("finds nothing under an id that cannot be one", async () => {
    const response = await PATCH(ask("PATCH", ours, '{"name":"web"}'), path({ id: "seven" }));
    expect(await errorOf(response)).toMatchObject({ status: 404, code: "not_found" });
  });

  it("refuses a query name that is sent twice", async () => {
    const GET = route({ query: z.object({ sort: z.string().optional() }) }, ({ query }) => query);
    expect(await (await GET(ask("GET", {}, undefined, "?sort=last"), path())).json()).toEqual({
      sort: "last",
    });
    const twice = await errorOf(await GET(ask("GET", {}, undefined, "?sort=last&sort=first"), path()));
    expect(twice).toMatchObject({ status: 400, fields: { sort: expect.any(String) } });
  });
});

describe("answers", () => {
  it.each([
    [new NotFoundError(), 404, "not_found"],
    [new ConflictError("Taken."), 409, "conflict"],
    [new InvalidInputError("No.", { name: "Too long." }), 400, "invalid_input"],
  ])("translates %o", async (error, status, code) => {
    const { response, logged } = await failWith(error);
    expect(await errorOf(response)).toMatchObject({ status, code, message: error.message });
    expect(logged).toEqual([]);
  });

  it("says when to come back", async () => {
    const { response } = await failWith(new RateLimitedError("Wait.", 29.2));
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("30");
  });

  it("keeps the text of an unknown error in the log, under the id that the person sees", async () => {
    const secret = new Error("password=hunter2 at db.internal");
    const { response, logged } = await failWith(secret);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain("hunter2");
    expect(text).toContain("request-1");
    expect(logged).toEqual([["request-1", secret]]);
  });

  it("is never cached, whatever the outcome", async () => {
    const { route } = doorFor(ada);
    const GET = route({}, () => new Response("x", { headers: { "cache-control": "public" } }));
    const { response: failed } = await failWith(new Error("x"));
    for (const response of [await GET(ask("GET"), path()), failed]) {
      expect(response.headers.get("cache-control")).toBe("private, no-store");
    }
  });
});
