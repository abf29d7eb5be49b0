import type { Metadata } from "next";
import { headers } from "next/headers";
import AuthLayout from "@/app/(auth)/layout";
import { AuthHead } from "@/components/auth/auth-head";

export const metadata: Metadata = { title: "Confirmed", robots: "noindex" };

export default async function ConfirmedPage() {
  const host = (await headers()).get("host") ?? "";
  return (
    <AuthLayout>
      <AuthHead title="Thank you" host={host} />
      <p className="si-n">Alerts may go to this address now. Each mail has a link that ends it.</p>
    </AuthLayout>
  );
}
