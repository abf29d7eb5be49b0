import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormAction } from "@/components/auth/use-form-action";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/projects/schemas";
import { projectLinks } from "./links";
import { updateProject } from "./queries";

type Change = Parameters<typeof updateProject>[1];
type Typed = Parameters<Parameters<typeof useFormAction>[0]>[0];

/**
 * A form that changes a project: `read` makes the change of what was typed, `describe` names what was saved. A new address
 * takes the person along.
 */
export function useProjectForm(
  project: Project,
  read: (typed: Typed) => Change,
  describe: (changed: Project) => string,
) {
  const router = useRouter();
  const client = useQueryClient();
  return useFormAction(async (typed) => {
    const changed = await updateProject(project.slug, read(typed));
    client.setQueryData(["projects", changed.slug], changed);
    if (changed.slug !== project.slug) router.replace(projectLinks.settings(changed.slug));
    router.refresh();
    toast({ message: `Saved ${describe(changed)}` });
  });
}
