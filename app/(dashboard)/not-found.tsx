import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Something inside the dashboard that is not there, or not for this person: both look the same. */
export default function NotFound() {
  return (
    <EmptyState
      as="h1"
      title="Nothing is here"
      actions={<ButtonLink href="/issues">Back to issues</ButtonLink>}
    >
      <p>It was deleted, merged into something else, or its events are older than this server keeps.</p>
    </EmptyState>
  );
}
