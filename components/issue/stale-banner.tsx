"use client";

import { CircleAlert } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";

/** Says that what is shown is old, and how old. `since` is in milliseconds. */
export function StaleBanner({ since, retry }: { since: number; retry: () => unknown }) {
  return (
    <Banner
      tone="error"
      icon={<CircleAlert className="i" />}
      title="The server did not answer"
      actions={
        <Button size="sm" onClick={() => void retry()}>
          Retry
        </Button>
      }
    >
      What is shown was read <TimeAgo at={since} sentence />. Jackdaw keeps trying.
    </Banner>
  );
}
