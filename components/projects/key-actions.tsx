"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, CircleCheck, Ellipsis, Gauge, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { KeyRow, KeyStatus, UpdateKeyBody } from "@/lib/projects/schemas";
import { KeyLimitDialog } from "./key-limit-dialog";
import { KeyNameDialog } from "./key-name-dialog";
import { deleteKey, keysQuery, rotateKey, updateKey } from "./queries";

/** What can be done with a key. Turning it off applies at once and can be undone; deleting asks first. */
export function KeyActions({ slug, row }: { slug: string; row: KeyRow }) {
  const [asking, setAsking] = useState<"rotate" | "rename" | "limit" | "delete">();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["projects", slug, "keys"] });
  const change = useKeyChange(slug, row);
  const close = (open: boolean) => !open && setAsking(undefined);
  const canRotate = row.status === "waiting" || row.status === "active";
  const isOff = row.status === "disabled";

  function turn(isActive: boolean) {
    change.mutate(
      { isActive },
      {
        onSuccess: () =>
          toast({
            message: isActive ? `Enabled ${row.name}` : `Disabled ${row.name}`,
            undo: () => change.mutate({ isActive: !isActive }),
          }),
      },
    );
  }

  return (
    <span className="row key-acts">
      <Button
        size="sm"
        disabled={!canRotate}
        title={canRotate ? undefined : "Only a key that is enabled and was not rotated yet can be rotated"}
        onClick={() => setAsking("rotate")}
      >
        Rotate
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton label={`More actions for ${row.name}`} size="sm" icon={<Ellipsis className="i" />} />
        }
      >
        <MenuItem icon={<Pencil className="i" />} onSelect={() => setAsking("rename")}>
          Rename
        </MenuItem>
        <MenuItem icon={<Gauge className="i" />} onSelect={() => setAsking("limit")}>
          Limit
        </MenuItem>
        {isOff ? (
          <MenuItem icon={<CircleCheck className="i" />} onSelect={() => turn(true)}>
            Enable
          </MenuItem>
        ) : (
          <MenuItem icon={<Ban className="i" />} onSelect={() => turn(false)}>
            Disable
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Trash2 className="i" />} danger onSelect={() => setAsking("delete")}>
          Delete
        </MenuItem>
      </Menu>
      <KeyNameDialog
        open={asking === "rename"}
        onOpenChange={close}
        title={`Rename ${row.name}`}
        action="Rename"
        name={row.name}
        save={(name) => change.mutateAsync({ name })}
      />
      <KeyLimitDialog
        row={row}
        open={asking === "limit"}
        onOpenChange={close}
        save={async (eventsPerMinute) => {
          await updateKey(slug, row.id, { eventsPerMinute });
          await refresh();
          toast({ message: `Saved limit of ${row.name}` });
        }}
      />
      <AlertDialog
        open={asking === "rotate"}
        onOpenChange={close}
        title={`Rotate ${row.name}?`}
        description="A new key takes over its name. The old one works for 7 more days, so there is time to deploy the new DSN; then it is refused."
        confirmLabel="Rotate key"
        cancelLabel="Keep key"
        onConfirm={async () => {
          await rotateKey(slug, row.id);
          await refresh();
        }}
      />
      <AlertDialog
        open={asking === "delete"}
        onOpenChange={close}
        title={`Delete ${row.name}?`}
        description="Whoever still sends with this key is refused from now on. Events that came through it stay. This cannot be undone; disabling can."
        confirmLabel="Delete key"
        cancelLabel="Keep key"
        icon={<Trash2 className="i" />}
        onConfirm={async () => {
          await deleteKey(slug, row.id);
          await refresh();
        }}
      />
    </span>
  );
}

/** Shows the change at once, puts it back with the reason when the server refuses it. */
function useKeyChange(slug: string, row: KeyRow) {
  const client = useQueryClient();
  const { queryKey } = keysQuery(slug);
  return useMutation({
    mutationFn: (change: UpdateKeyBody) => updateKey(slug, row.id, change),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (keys) =>
        keys?.map((key) => (key.id === row.id ? { ...key, ...shownChange(key, change) } : key)),
      );
      return before;
    },
    onError: (error, _change, before) => {
      client.setQueryData(queryKey, before);
      toast({ message: error.message, tone: "failed" });
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

function shownChange(key: KeyRow, { name, isActive }: UpdateKeyBody): Partial<KeyRow> {
  const on: KeyStatus = key.expiresAt ? "ends" : key.lastUsedAt ? "active" : "waiting";
  return { name: name ?? key.name, status: isActive === undefined ? key.status : isActive ? on : "disabled" };
}
