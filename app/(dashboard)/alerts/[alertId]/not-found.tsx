import { paths } from "@/components/layout/place";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A rule that is not there, or not for this person. */
export default function NotFound() {
  return (
    <EmptyState
      as="h1"
      title="This alert is not here"
      actions={<ButtonLink href={paths.alerts}>All alerts</ButtonLink>}
    >
      <p>
        It was deleted, or it watches projects that you do not see. What it opened stays among the issues.
      </p>
    </EmptyState>
  );
}
