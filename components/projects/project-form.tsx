"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import type { PlatformId, Project } from "@/lib/projects/schemas";
import { PlatformPicker } from "./platform-picker";
import { SaveRow } from "./save-row";
import { useProjectForm } from "./use-project-form";

/** Name, address and platform of a project. A new address takes the person along. */
export function ProjectForm({ project }: { project: Project }) {
  const [platform, setPlatform] = useState(project.platform);
  const [state, submit, isBusy] = useProjectForm(
    project,
    ({ name = "", slug = "" }) => ({ name, slug, platform: platform as PlatformId }),
    ({ name }) => name,
  );
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
        <SaveRow error={state.error} isBusy={isBusy}>
          Save changes
        </SaveRow>
      </section>
    </form>
  );
}
