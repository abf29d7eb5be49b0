"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { healthSummaryQuery } from "./queries";

/** What is wrong with the server, above every page, until it is well or the person has read it. Something new shows it again. */
export function HealthBanner() {
  const { data } = useQuery(healthSummaryQuery);
  const [read, setRead] = useState<readonly string[]>([]);
  const reasons = data?.reasons ?? [];
  // Numbers in a sentence change all the time; that alone is no news.
  const news = reasons.filter((reason) => !read.includes(withoutNumbers(reason)));
  if (news.length === 0) return null;
  return (
    <section className="bnr bnr-w" aria-label="Server health">
      <TriangleAlert className="i" />
      <div>
        <b>Jackdaw is under pressure</b>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
      <span className="grow" />
      <IconButton
        label="Hide until something changes"
        size="sm"
        icon={<X className="i" />}
        onClick={() => setRead(reasons.map(withoutNumbers))}
      />
    </section>
  );
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/[0-9.,:]+/g, "");
}
