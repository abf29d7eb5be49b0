import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** An address with nothing behind it. */
export default function NotFound() {
  return (
    <main className="whole">
      <EmptyState
        as="h1"
        title="Nothing is here"
        actions={<ButtonLink href="/issues">Back to issues</ButtonLink>}
      >
        <p>
          It was deleted, moved, or its events are older than this server keeps. The address may also be
          mistyped.
        </p>
      </EmptyState>
    </main>
  );
}
