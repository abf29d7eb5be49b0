import type { Metadata } from "next";
import { AddressState } from "@/components/layout/address-state";
import { LineView } from "@/components/logs/line-view";
import { requireSession } from "@/app/session";

export const metadata: Metadata = { title: "Log line" };

type LinePageProps = {
  params: Promise<{ line: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** One line, by its permanent name; with its time in the address it is found sooner. */
export default async function LinePage({ params, searchParams }: LinePageProps) {
  await requireSession();
  const { at } = await searchParams;
  return (
    <AddressState>
      <LineView id={(await params).line} at={typeof at === "string" ? at : null} />
    </AddressState>
  );
}
