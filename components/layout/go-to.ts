"use client";

import { useRouter } from "next/navigation";

type Ask = (href: string) => void;

let guard: Ask | undefined;

/** While something is not saved: `ask` is told where somebody wants to go, and they stay. The result ends that. */
export function guardLeaving(ask: Ask): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = undefined;
  };
}

/** Goes to a page of ours for a key or a line of the palette, as a link would; asked first where something is not saved. */
export function useGoTo(): (href: string) => void {
  const router = useRouter();
  return (href) => (guard ? guard(href) : router.push(href));
}
