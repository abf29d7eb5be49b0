"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import type { PlatformId, Project } from "@/lib/projects/schemas";
import { projectLinks } from "./links";
import { PlatformPicker } from "./platform-picker";
import { updateProject } from "./queries";

/** Name, address and platform of a project. A new address takes the person along. */
export function ProjectForm({ project }: { project: Project }) {
  const router = useRouter();
  const client = useQueryClient();
  const [platform, setPlatform] = useState(project.platform);
  const [state, submit, isBusy] = useFormAction(async ({ name = "", slug = "" }) => {
    const changed = await updateProject(project.slug, { name, slug, platform: platform as PlatformId });
    client.setQueryData(["projects", changed.slug], changed);
    if (changed.slug !== project.slug) router.replace(projectLinks.settings(changed.slug));
    router.refresh();
    toast({ message: `Saved ${changed.name}` });
  });
  return (
    <form className="prj-f" action={submit}>
      <section className="fs">
        <h2>General</h2>
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          maxLength={64}
          required
          defaultValue={state.typed.name ?? project.name}
          error={state.fields.name}
        />
        <Field
          label="Address"
          name="slug"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="mono"
          maxLength={50}
          required
          defaultValue={state.typed.slug ?? project.slug}
          error={state.fields.slug}
          help="The last part of this project's links. Old links stop working when it changes; DSNs and clients do not notice."
        />
        <p className="help">
          Issues are called <code>{project.shortPrefix}-1</code>, <code>{project.shortPrefix}-2</code> and so
          on. That stays, so that ids in tickets and chats keep their meaning.
        </p>
      </section>
      <section className="fs">
        <h2 id="platform-h">Where does it run?</h2>
        <PlatformPicker value={platform} onValueChange={setPlatform} labelledBy="platform-h" />
        {state.error ? (
          <p className="help err" role="alert">
            {state.error}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" busy={isBusy}>
            Save changes
          </Button>
        </div>
      </section>
    </form>
  );
}
