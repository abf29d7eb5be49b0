import { systemContext } from "@/lib/context";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { createProject } from "@/lib/projects/create-project";
import { listKeys } from "@/lib/projects/list-keys";
import { listProjectsForNav } from "@/lib/projects/list-projects";
import type { PlatformId } from "@/lib/projects/schemas";

const wanted: Record<string, PlatformId> = {
  "demo-web": "javascript",
  "demo-api": "node",
  "demo-worker": "python",
  "demo-legacy": "php",
};

/** The DSNs of the demo's projects by slug; makes what is missing, straight in the database of a running Jackdaw. */
export async function openProjects(databaseUrl: string, baseUrl: string): Promise<Record<string, string>> {
  usePool(openPool(databaseUrl, 2));
  const ctx = systemContext();
  try {
    const existing = new Set((await listProjectsForNav(ctx)).map(({ slug }) => slug));
    const dsns: Record<string, string> = {};
    for (const [slug, platform] of Object.entries(wanted)) {
      if (!existing.has(slug)) await createProject(ctx, { name: slug, platform });
      const keys = await listKeys(ctx, { slug, baseUrl });
      const key = keys.find(({ status }) => status === "waiting" || status === "active");
      if (!key) throw new Error(`No key of ${slug} works. Enable one on its Connect page.`);
      dsns[slug] = key.dsn;
    }
    return dsns;
  } finally {
    await closePool();
  }
}
