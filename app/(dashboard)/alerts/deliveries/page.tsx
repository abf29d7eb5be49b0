import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { DeliveriesView } from "@/components/deliveries/deliveries-view";
import { AddressState } from "@/components/layout/address-state";
import { can } from "@/lib/auth/authorize";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import "./deliveries.css";

export const metadata: Metadata = { title: "Deliveries" };

export default async function DeliveriesPage() {
  const ctx = await requireSession();
  return (
    <AddressState>
      <DeliveriesView isMailOff={readMailSettings() === null} canManage={can(ctx, "channel:write")} />
    </AddressState>
  );
}
