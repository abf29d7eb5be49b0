"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { platforms, type PlatformId } from "@/lib/projects/schemas";
import { projectLinks } from "./links";
import { PlatformPicker } from "./platform-picker";
import { createProject } from "./queries";

/** Name and platform; then on to the page with the DSN. */
export function NewProjectForm() {
  const router = useRouter();
  const [platform, setPlatform] = useState<string>(platforms[0].id);
  const [state, submit, isBusy] = useFormAction(async ({ name = "" }) => {
    const project = await createProject({ name, platform: platform as PlatformId });
    router.push(projectLinks.connect(project.slug));
    router.refresh();
  });
  return (
    <form className="prj-f" action={submit}>
      <section className="fs">
        <h2 id="platform-h">Where does it run?</h2>
        <PlatformPicker value={platform} onValueChange={setPlatform} labelledBy="platform-h" />
        <p className="help">Decides which steps you see first. Any client can send to any project.</p>
      </section>
      <section className="fs">
        <h2>What is it called?</h2>
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          placeholder="storefront-web"
          maxLength={64}
          required
          defaultValue={state.typed.name}
          error={state.fields.name ?? state.fields.platform ?? state.error}
          help="The address and the short ids of its issues follow from it."
        />
      </section>
      <div className="row">
        <Button type="submit" variant="primary" busy={isBusy || state.done}>
          Create project
        </Button>
        <ButtonLink variant="ghost" href="/projects">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
