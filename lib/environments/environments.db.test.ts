import { beforeEach, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { forgetFacts } from "@/lib/ingest/digest/recent-facts";
import { listEnvironments } from "@/lib/issues/list-environments";
import { listReleases } from "@/lib/releases/list-releases";
import { readRelease } from "@/lib/releases/read-release";
import { listReleasesSchema } from "@/lib/releases/schemas";
import { addProject, boundTo, type ReleaseProject, sendEvents } from "@/lib/releases/testing/release-fixture";
import { useDatabase } from "@/lib/testing/use-database";
import { hideEnvironment } from "./hide-environment";
import { listProjectEnvironments } from "./list-project-environments";

useDatabase();
const ctx = systemContext();
let web: ReleaseProject;

beforeEach(async () => {
  await maintainPartitions();
  forgetFacts();
  web = await addProject();
  for (const environment of ["production", "ci/../%", ""]) await sendEvents(web, "1.0.0", 1, { environment });
});

const hide = (name: string, isHidden = true) => hideEnvironment(ctx, { project: web.slug, name, isHidden });

it("hides an environment from the pickers and from nothing else, and shows it again", async () => {
  await hide("ci/../%");
  expect(await listEnvironments(ctx, [web.slug])).toEqual(["production"]);
  expect(await listProjectEnvironments(ctx, web.slug)).toMatchObject([
    { name: "ci/../%", isHidden: true, lastSeen: expect.any(String) as string },
    { name: "production", isHidden: false },
  ]);
  const named = listReleasesSchema.parse({ projects: web.slug, environment: "ci/../%" });
  expect((await listReleases(ctx, named)).rows).toMatchObject([{ version: "1.0.0", eventCount: 1 }]);
  await sendEvents(web, "1.0.0", 1, { environment: "ci/../%" });
  expect(await listEnvironments(ctx, [web.slug])).toEqual(["production"]);
  const release = { project: web.slug, version: "1.0.0" };
  expect((await readRelease(ctx, release)).environments).toEqual(["production"]);
  await hide("ci/../%", false);
  expect(await listEnvironments(ctx, [web.slug])).toEqual(["ci/../%", "production"]);
});

it("offers a name that another project does not hide", async () => {
  const other = await addProject();
  await sendEvents(other, "1.0.0", 1, { environment: "production" });
  await hide("production");
  expect(await listEnvironments(ctx, [web.slug, other.slug])).toContain("production");
});

it("knows nothing of unknown names and of projects of others", async () => {
  await expect(hide("nowhere")).rejects.toThrow(NotFoundError);
  const others = boundTo([], "admin");
  await expect(
    hideEnvironment(others, { project: web.slug, name: "production", isHidden: true }),
  ).rejects.toThrow(NotFoundError);
  await expect(listProjectEnvironments(others, web.slug)).rejects.toThrow(NotFoundError);
});

it("is for those who manage the project", async () => {
  const change = { project: web.slug, name: "production", isHidden: true };
  await expect(hideEnvironment(boundTo([web.id], "member"), change)).rejects.toThrow(ForbiddenError);
  await expect(listProjectEnvironments(boundTo([web.id], "viewer"), web.slug)).resolves.toHaveLength(2);
});
