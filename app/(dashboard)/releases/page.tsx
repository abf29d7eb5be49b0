import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { ReleasesView } from "@/components/releases/releases-view";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage() {
  await requireSession();
  return <ReleasesView />;
}
