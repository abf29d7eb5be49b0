import { paths } from "@/components/layout/place";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** An address that names no issue, though it may have named one before. */
export function IssueNotFound({ shortId }: { shortId: string }) {
  const name = shortId.slice(0, 30).toUpperCase();
  return (
    <EmptyState
      as="h1"
      title={`${name} is not here`}
      actions={
        <>
          <ButtonLink href={`${paths.issues}?q=${encodeURIComponent(name)}`}>Search for {name}</ButtonLink>
          <ButtonLink variant="ghost" href={paths.issues}>
            Back to issues
          </ButtonLink>
        </>
      }
    >
      <p>It was deleted, merged into another issue, or its events are older than this server keeps.</p>
    </EmptyState>
  );
}
