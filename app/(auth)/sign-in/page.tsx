import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readSession } from "@/app/session";
import { AuthHead } from "@/components/auth/auth-head";
import { SignInForm } from "@/components/auth/sign-in-form";
import { hasOwner } from "@/lib/auth/has-owner";
import { safeNext } from "@/lib/auth/safe-next";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next);
  if (await readSession()) redirect(next);
  if (!(await hasOwner())) redirect("/setup");
  return (
    <>
      <AuthHead title="Sign in to Jackdaw" host={(await headers()).get("host") ?? ""} />
      <SignInForm next={next} />
    </>
  );
}
