"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ChannelInput, ChannelKind, ChannelRow } from "@/lib/notifications/schemas";
import { ChannelForm } from "./channel-form";
import { kinds } from "./kinds";
import { changeChannel, channelsQuery, createChannel } from "./queries";
import { SigningKey } from "./signing-key";

type ChannelDialogProps = {
  /** What is changed; null for a new one. */
  channel: ChannelRow | null;
  startKind: ChannelKind;
  isMailOff: boolean;
  onClose: () => void;
};

/** What `ChannelForm` gives: without settings, what is set stays. */
export type ChannelDraft = { name: string; settings: ChannelInput | null };

/** Makes a channel or changes it; a webhook's signing key is shown in it, once. */
export function ChannelDialog({ channel, startKind, isMailOff, onClose }: ChannelDialogProps) {
  const client = useQueryClient();
  const [signingKey, setSigningKey] = useState<string>();
  const save = useMutation({
    mutationFn: async ({ name, settings }: ChannelDraft) => {
      if (channel) {
        await changeChannel(channel.id, { name, settings: settings ?? undefined });
        return null;
      }
      return settings && (await createChannel(settings));
    },
    onSuccess: async (made, { name, settings }) => {
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      if (made?.signingKey) {
        setSigningKey(made.signingKey);
        return;
      }
      const asked = made && settings?.kind === "email" ? askedText(settings.email, made.isMailed) : null;
      toast({ message: asked ?? `${name} was ${channel ? "changed" : "added"}` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={
        signingKey ? "Keep the signing key" : channel ? `Change ${kinds[channel.kind].name}` : "New channel"
      }
    >
      {signingKey ? (
        <SigningKey signingKey={signingKey} onDone={onClose} />
      ) : (
        <ChannelForm
          channel={channel}
          startKind={startKind}
          isMailOff={isMailOff}
          error={save.error}
          isBusy={save.isPending}
          onSave={(draft) => save.mutate(draft)}
        />
      )}
    </Dialog>
  );
}

function askedText(email: string, isMailed: boolean): string {
  return isMailed
    ? `A mail asks ${email} whether alerts may go there`
    : `${email} was added, but the mail that asks was not sent`;
}
