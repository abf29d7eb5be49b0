import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AuthHead } from "@/components/auth/auth-head";
import { OwnerForm } from "@/components/auth/owner-form";
import { hasOwner } from "@/lib/auth/has-owner";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (await hasOwner()) redirect("/sign-in");
  return (
    <>
      <AuthHead title="Set up Jackdaw" host={(await headers()).get("host") ?? ""} />
      <OwnerForm />
    </>
  );
}
