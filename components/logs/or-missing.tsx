"use client";

import type { ComponentType } from "react";
import { LoadError } from "@/components/ui/load-error";

const error = new Error("The server did not answer, or has another version by now. Load the page again.");

function Missing() {
  return <LoadError what="This part of the page" error={error} onRetry={() => location.reload()} />;
}

/** Loads a part of the page; where that fails, the part says so and the rest of the page stays. */
export async function orMissing<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Promise<ComponentType<Props>> {
  try {
    return await load();
  } catch {
    return Missing;
  }
}
