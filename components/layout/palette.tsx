"use client";

import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from "react";
import { afterClosing } from "@/components/ui/after-closing";
import { Kbd } from "@/components/ui/kbd";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { walkList } from "@/components/ui/walk-list";
import { useGoTo } from "./go-to";
import { releaseKeys } from "./held-keys";
import { currentEntry, readAsk, readShortId } from "./palette-entry";
import { lineId, PaletteList } from "./palette-list";
import { paths } from "./place";
import { useEntryGroups } from "./use-entry-groups";
import { useIssueEntries } from "./use-issue-entries";

const WITHOUT_LINES = {
  asking: () => "Searching",
  answered: (words: string) => `Nothing found for ${words}`,
  failed: () => "The search did not answer. Try again",
};

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
  const goTo = useGoTo();
  const listId = useId();
  const [text, setText] = useState("");
  /** The line that somebody went to; what comes later does not move them. */
  const [stood, setStood] = useState<string | null>(null);
  /** Enter was pressed after an id, before the server answered for it. */
  const [isEntered, setIsEntered] = useState(false);
  const ask = readAsk(text);
  const typedId = readShortId(ask);
  const issues = useIssueEntries(ask);
  const groups = [...useEntryGroups(ask), { heading: "Issues", entries: issues.entries }].filter(
    ({ entries }) => entries.length > 0,
  );
  const lines = groups.flatMap(({ entries }) => entries);
  const current = currentEntry(lines, stood, typedId);

  const choose = (run: () => void) => {
    close();
    afterClosing(run);
  };
  const type = (typed: string) => {
    setText(typed);
    setStood(null);
    setIsEntered(false);
  };
  const enter = () => {
    // Somebody who types a whole id means that issue, however fast they are.
    if (typedId !== null && issues.state !== "answered" && current?.id !== stood) setIsEntered(true);
    else if (current) choose(current.run);
  };
  const press = (event: KeyboardEvent) =>
    walkList(event, {
      lines: lines.map((line) => lineId(listId, line)),
      current: current ? lineId(listId, current) : undefined,
      stand: (index) => setStood(lines[index]?.id ?? null),
      enter,
    });
  const answer = useEffectEvent(() => {
    // Without an answer the page of the issue says what it is.
    if (issues.state === "failed" && typedId !== null) choose(() => goTo(paths.issue(typedId)));
    else if (current) choose(current.run);
  });
  const isDue = isEntered && issues.state !== "asking";
  useEffect(() => {
    if (isDue) answer();
  }, [isDue]);

  return (
    <>
      <div className="pin">
        <Search className="i" />
        <input
          type="text"
          role="combobox"
          aria-label="Search or run a command"
          aria-autocomplete="list"
          aria-expanded={lines.length > 0}
          aria-controls={lines.length > 0 ? listId : undefined}
          aria-activedescendant={current ? lineId(listId, current) : undefined}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder="Search or run a command"
          maxLength={200}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
          onFocus={() => {
            const held = releaseKeys();
            if (!held) return;
            setText(text + held.text);
            setIsEntered(held.isEntered);
          }}
        />
        <kbd aria-hidden="true">esc</kbd>
      </div>
      {lines.length > 0 ? (
        <PaletteList
          id={listId}
          groups={groups}
          current={current}
          onStand={({ id }) => setStood(id)}
          onChoose={({ run }) => choose(run)}
        />
      ) : (
        <div className="pl">
          <div className="mh" role="status">
            {WITHOUT_LINES[issues.state](ask.words || "this")}
          </div>
        </div>
      )}
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
    </>
  );
}
