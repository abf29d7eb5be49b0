"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import Link from "next/link";
import { useEffect, useEffectEvent } from "react";
import { paths } from "@/components/layout/place";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { Preferences } from "@/lib/notifications/schemas";
import { confirmAddress, preferencesQuery, sendTestMail } from "./queries";

type AddressSectionProps = { preferences: Preferences; confirmToken: string };

/** Where mails go, whether they are known to arrive, and a way to try. */
export function AddressSection({ preferences, confirmToken }: AddressSectionProps) {
  const client = useQueryClient();
  const { email, isConfirmed, mailTrouble } = preferences;
  const test = useMutation({ mutationFn: sendTestMail });
  const confirm = useMutation({
    mutationFn: () => confirmAddress(confirmToken),
    onSuccess: () => client.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
  const confirmOnce = useEffectEvent(() => confirm.mutate());
  useEffect(() => {
    if (confirmToken === "") return;
    confirmOnce();
    // It works for a week, and is nobody else's affair.
    window.history.replaceState(null, "", window.location.pathname);
  }, [confirmToken]);
  const trouble = test.error ?? confirm.error;
  return (
    <section className="fs" aria-labelledby="address">
      <h2 id="address">Where mails go</h2>
      <div className="row np-a">
        <span className="med np-w">{email}</span>
        {isConfirmed ? (
          <Chip tone="resolved">
            <Check className="i" />
            Confirmed
          </Chip>
        ) : (
          <Chip>Not confirmed</Chip>
        )}
        <span className="grow" />
        <Button size="sm" busy={test.isPending} disabled={mailTrouble !== null} onClick={() => test.mutate()}>
          Send me a test mail
        </Button>
      </div>
      <p className="sec">
        {mailTrouble ??
          (isConfirmed
            ? "A mail from here is known to have arrived there."
            : "A test mail holds a link that confirms it. Mails are sent there in any case.")}{" "}
        <Link className="link" href={paths.settings}>
          Change the address
        </Link>
      </p>
      <p className={trouble ? "t-error np-w" : "t-ok np-w"} role="status">
        {trouble
          ? trouble.message
          : confirm.isSuccess
            ? "Thank you. The address is confirmed."
            : test.data
              ? `The mail server took it. Look into the mailbox of ${test.data.email}.`
              : ""}
      </p>
    </section>
  );
}
