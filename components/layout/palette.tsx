"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useDeferredValue, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { LevelMark } from "@/components/ui/level-mark";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import type { IssueHit } from "@/lib/issues/schemas";
import { type Entry, usePaletteEntries } from "./palette-entries";
import { paths } from "./place";
import { searchQuery } from "./queries";

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** One field for issues, projects, pages and commands: ⌘K. */
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
  const { kind, words } = readText(text);
  const asked = useDeferredValue(kind === "commands" ? "" : words);
  const { data, isFetching } = useQuery(searchQuery(asked));
  const issues = asked === "" ? [] : (data?.issues ?? []);
  const entries = usePaletteEntries(kind === "issues" ? null : words, kind === "commands");

  function choose(act: () => void) {
    close();
    act();
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
        <EntryGroup heading="Go to" entries={entries.places} choose={choose} />
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
        <EntryGroup heading="Commands" entries={entries.commands} choose={choose} />
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
      </div>
    </Command>
  );
}

type GroupProps = { heading: string; entries: readonly Entry[]; choose: (act: () => void) => void };

function EntryGroup({ heading, entries, choose }: GroupProps) {
  if (entries.length === 0) return null;
  return (
    <Command.Group heading={<span className="mh">{heading}</span>}>
      {entries.map((entry) => (
        <Command.Item key={entry.id} value={entry.id} className="mi" onSelect={() => choose(entry.run)}>
          {entry.icon}
          <span className="trunc">{entry.label}</span>
          {entry.hint ? <span className="sub-t">{entry.hint}</span> : null}
          {entry.keys ? <Kbd keys={entry.keys} /> : null}
        </Command.Item>
      ))}
    </Command.Group>
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

/** ">" asks for commands alone, "#" for issues alone. */
function readText(text: string): { kind: "all" | "commands" | "issues"; words: string } {
  const trimmed = text.trim();
  if (trimmed.startsWith(">")) return { kind: "commands", words: trimmed.slice(1).trim() };
  if (trimmed.startsWith("#")) return { kind: "issues", words: trimmed.slice(1).trim() };
  return { kind: "all", words: trimmed };
}
