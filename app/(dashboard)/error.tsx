"use client";

import dynamic from "next/dynamic";

// Fetched when something fails; should that fail too, the error page around this one is there.
const PageError = dynamic(async () => (await import("@/components/layout/page-error")).PageError);

export default function DashboardError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <PageError error={error} retry={reset} />;
}
