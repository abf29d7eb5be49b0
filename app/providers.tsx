"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Tooltip } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toast";

/** What every page stands in: the query cache, the address as state, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
          {children}
          <Toaster />
        </Tooltip.Provider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        retry: 1,
        // Lists poll while they are seen; a focus on top would fetch everything twice.
        refetchOnWindowFocus: false,
        refetchIntervalInBackground: false,
      },
    },
  });
}
