"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { ChannelRow } from "@/lib/notifications/schemas";
import {
  askAddressAgain,
  changeChannel,
  channelsQuery,
  deleteChannel,
  restoreChannel,
  testChannel,
} from "./queries";

const failed = (error: Error) => toast({ message: error.message, tone: "failed" });

/** What can be done with a channel. What is switched or deleted can be taken back. */
export function useChannelActs({ id, name, address, isEnabled }: ChannelRow) {
  const client = useQueryClient();
  const [testedId, setTestedId] = useState<string>();
  const refresh = () => client.invalidateQueries({ queryKey: channelsQuery.queryKey });
  const switched = useMutation({
    mutationFn: (wanted: boolean) => changeChannel(id, { isEnabled: wanted }),
    onError: failed,
    onSettled: refresh,
  });
  const test = useMutation({
    mutationFn: () => testChannel(id),
    onSuccess: ({ deliveryId }) => setTestedId(deliveryId),
    onError: failed,
  });
  const ask = useMutation({
    mutationFn: () => askAddressAgain(id),
    onSuccess: ({ isMailed }) =>
      toast(
        isMailed
          ? { message: `${address} was asked again` }
          : { message: `The mail to ${address} was not taken. The server's log says why.`, tone: "failed" },
      ),
    onError: failed,
  });

  function turn(wanted: boolean): void {
    switched.mutate(wanted, {
      onSuccess: () =>
        toast({ message: `${name} is ${wanted ? "on" : "off"}`, undo: () => switched.mutate(!wanted) }),
    });
  }

  /** @throws ApiError */
  async function remove(): Promise<void> {
    await deleteChannel(id);
    await refresh();
    toast({
      message: `${name} was deleted`,
      undo: () => restoreChannel(id).then(refresh, failed),
    });
  }

  return {
    testedId,
    test,
    ask,
    turn,
    remove,
    removeAtOnce: () => void remove().catch(failed),
    isEnabled: switched.isPending ? switched.variables : isEnabled,
  };
}
