import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { AddressState } from "@/components/layout/address-state";
import { ReleasesView } from "@/components/releases/releases-view";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage() {
  await requireSession();
  return (
    <AddressState>
      <ReleasesView />
    </AddressState>
  );
}
