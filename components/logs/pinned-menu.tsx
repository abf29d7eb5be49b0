"use client";

import { ArrowDown, ArrowUp, Ellipsis, PencilLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { LogChart } from "@/lib/logs/charts/schemas";
import { usePinActs } from "./use-pin-acts";

type ChartMenuProps = { slug: string; chart: LogChart; place: number; count: number };

/** What can be done with a pinned chart. */
export function ChartMenu({ slug, chart, place, count }: ChartMenuProps) {
  const acts = usePinActs(slug);
  const [renaming, setRenaming] = useState(false);
  const { title } = chart;
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={`Options of ${title}`} size="sm" icon={<Ellipsis className="i" />} />}
      >
        <MenuItem icon={<PencilLine className="i" />} onSelect={() => setRenaming(true)}>
          Rename…
        </MenuItem>
        <MenuItem
          icon={<ArrowUp className="i" />}
          disabled={place === 0}
          onSelect={() => void acts.move(chart, place - 1)}
        >
          Move forward
        </MenuItem>
        <MenuItem
          icon={<ArrowDown className="i" />}
          disabled={place >= count - 1}
          onSelect={() => void acts.move(chart, place + 1)}
        >
          Move back
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 className="i" />} onSelect={() => void acts.remove(chart, place)}>
          Remove from the page
        </MenuItem>
      </Menu>
      <Dialog title="Rename the chart" open={renaming} onOpenChange={setRenaming}>
        {renaming ? (
          <Form
            title={title}
            onRename={(name) => {
              setRenaming(false);
              if (name !== title) void acts.rename(chart, name);
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}

function Form({ title, onRename }: { title: string; onRename: (title: string) => void }) {
  const [name, setName] = useState(title);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onRename(name.trim());
      }}
    >
      <Field
        label="Title"
        value={name}
        maxLength={80}
        required
        pattern=".*\S.*"
        help="Everybody sees this title."
        onChange={(event) => setName(event.target.value)}
      />
      <FormActions cancel="Keep the title">Rename</FormActions>
    </form>
  );
}
