"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useDeferredValue, useState } from "react";
import { afterClosing } from "@/components/ui/after-closing";
import { Kbd } from "@/components/ui/kbd";
import { LevelMark } from "@/components/ui/level-mark";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import type { IssueHit } from "@/lib/issues/schemas";
import { readAsk } from "./palette-entry";
import { paletteSources } from "./palette-sources";
import { paths } from "./place";
import { searchQuery } from "./queries";

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** One field for issues, projects, pages, people, commands, and acts on what is selected: ⌘K. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content {...returnFocus} className="palette palette-box" aria-describedby={undefined}>
          <Dialog.Title className="vh">Search or run a command</Dialog.Title>
          <Results close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Its own component, so that the text is gone when the palette closes. */
function Results({ close }: { close: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const ask = readAsk(text);
  const { kind, words } = ask;
  const asked = useDeferredValue(kind === "all" || kind === "issues" ? words : "");
  const { data, isFetching } = useQuery(searchQuery(asked));
  const issues = asked === "" ? [] : (data?.issues ?? []);

  function choose(act: () => void) {
    close();
    afterClosing(act);
  }

  return (
    <Command shouldFilter={false} loop label="Search or run a command">
      <div className="pin">
        <Search className="i" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Search or run a command"
          maxLength={200}
        />
        <kbd aria-hidden="true">esc</kbd>
      </div>
      <Command.List className="pl">
        <Command.Empty className="mh">
          {isFetching ? "Searching" : `Nothing found for ${words || "this"}`}
        </Command.Empty>
        {paletteSources.map((Source, index) => (
          <Source key={index} ask={ask} choose={choose} />
        ))}
        {issues.length > 0 ? (
          <Command.Group heading={<span className="mh">Issues</span>}>
            {issues.map((issue) => (
              <IssueItem
                key={issue.shortId}
                issue={issue}
                onSelect={() => choose(() => router.push(paths.issue(issue.shortId)))}
              />
            ))}
          </Command.Group>
        ) : null}
      </Command.List>
      <div className="pf" aria-hidden="true">
        <span>
          <Kbd keys="enter" /> open
        </span>
        <span>
          <kbd>{">"}</kbd> commands
        </span>
        <span>
          <kbd>#</kbd> issues
        </span>
        <span>
          <kbd>@</kbd> people
        </span>
      </div>
    </Command>
  );
}

function IssueItem({ issue, onSelect }: { issue: IssueHit; onSelect: () => void }) {
  return (
    <Command.Item value={`issue ${issue.shortId}`} className="mi" onSelect={onSelect}>
      <LevelMark level={issue.level} />
      <span className="med trunc">{issue.title}</span>
      <span className="sub-t">{issue.projectSlug}</span>
      <span className="keys mut nowrap">{issue.shortId}</span>
    </Command.Item>
  );
}
