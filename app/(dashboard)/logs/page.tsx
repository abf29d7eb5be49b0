import type { Metadata } from "next";
import { AddressState } from "@/components/layout/address-state";
import { LogsView } from "@/components/logs/logs-view";
import { requireSession } from "@/app/session";

export const metadata: Metadata = { title: "Logs" };

/** The frame comes at once; lines come when the engine has found them, and the server waits for neither. */
export default async function LogsPage() {
  await requireSession();
  return (
    <AddressState>
      <LogsView />
    </AddressState>
  );
}
