"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { KeyNameDialog } from "./key-name-dialog";
import { createKey } from "./queries";

/** Makes another key: one per application, so that each can be rotated or turned off alone. */
export function NewKey({ slug }: { slug: string }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  return (
    <>
      <Button icon={<Plus className="i" />} onClick={() => setOpen(true)}>
        New key
      </Button>
      <KeyNameDialog
        open={open}
        onOpenChange={setOpen}
        title="New key"
        action="Create key"
        save={async (name) => {
          await createKey(slug, name);
          await client.invalidateQueries({ queryKey: ["projects", slug, "keys"] });
        }}
      />
    </>
  );
}
