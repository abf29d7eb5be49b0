"use client";

import { PageError } from "@/components/layout/page-error";

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="whole">
      <PageError error={error} retry={reset} />
    </main>
  );
}
