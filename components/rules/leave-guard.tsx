"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { guardLeaving } from "@/components/layout/go-to";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { holdHistory } from "./hold-history";

/** While something is not saved: asks once before a link, a key, the palette or the browser leads away from it. */
export function LeaveGuard() {
  const router = useRouter();
  /** Goes where somebody wants to; null while nobody does. */
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const goOrAsk = useEffectEvent((href: string) => {
    const go = () => router.push(href);
    if (new URL(href, window.location.href).pathname === window.location.pathname) go();
    else setLeave(() => go);
  });

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = plainTarget(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      goOrAsk(href);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    const unguard = guardLeaving((href) => goOrAsk(href));
    const release = holdHistory((go) => setLeave(() => go));
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
      unguard();
      release();
    };
  }, []);

  return (
    <AlertDialog
      open={leave !== null}
      onOpenChange={(open) => !open && setLeave(null)}
      title="Leave without saving?"
      description="What you changed here is not saved and would be lost."
      confirmLabel="Leave"
      cancelLabel="Stay here"
      onConfirm={() => leave?.()}
    />
  );
}

/** The page of ours that a plain click on a link would open in this tab; null for any other click. */
function plainTarget(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target === "_blank" || link.origin !== window.location.origin) return null;
  if (link.pathname === window.location.pathname) return null;
  return link.pathname + link.search + link.hash;
}
