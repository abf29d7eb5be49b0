"use client";

import { Unplug } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { useHotkeys } from "./use-hotkeys";

/** `digest` names the entry in the server's log; absent when the failure was in the browser. */
type PageErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** What happened, what is safe, what to do. The details hold no texts of the failure, only where to look. */
export function PageError({ error, retry }: PageErrorProps) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      retry();
    });
  useHotkeys([{ keys: "r", label: "Retry", group: "Lists", run: again }]);
  return (
    <EmptyState
      as="h1"
      icon={<Unplug className="i" />}
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" aria-keyshortcuts="r" onClick={again}>
            Retry
            <Kbd keys="r" />
          </Button>
          <CopyButton variant="ghost" label="Copy details" text={() => details(error)} />
        </>
      }
    >
      <p>
        Events are still being received and nothing was lost. Retry; if it stays, the server log has the
        reason
        {error.digest ? " under this number" : ""}.
      </p>
      {error.digest ? <p className="mono mut small">{error.digest}</p> : null}
    </EmptyState>
  );
}

function details(error: Error & { digest?: string }): string {
  return [
    "Jackdaw: a page could not be shown",
    `time: ${new Date().toISOString()}`,
    `page: ${window.location.pathname}`,
    `log entry: ${error.digest ?? "none, the failure was in the browser"}`,
    `kind: ${error.name}`,
    `browser: ${navigator.userAgent}`,
  ].join("\n");
}
