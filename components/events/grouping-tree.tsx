"use client";

import { Check, ChevronRight, Minus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Switch } from "@/components/ui/switch";
import type { Component } from "@/lib/grouping/grouping";
import { countParts, isBranch, placeOf } from "./read-component";
import { GroupingText } from "./grouping-text";

/** Above this many parts the tree begins with those that count. */
const LONG = 40;
/** Parts of one branch that are drawn before somebody asks for the others. */
const DRAWN = 60;
const LONG_TEXT = 300;

/** What a variant compares, part by part: what counts, and why the rest does not. Give each variant its own `key`. */
export function GroupingTree({ root }: { root: Component }) {
  const { all, counting } = countParts(root);
  const [onlyCounting, setOnlyCounting] = useState(all > LONG && counting > 0);
  return (
    <>
      <div className="gt-h">
        <span className="mut small num">
          {counting} of {all} {all === 1 ? "part counts" : "parts count"}
        </span>
        <span className="grow" />
        {counting > 0 && counting < all ? (
          <Switch checked={onlyCounting} onCheckedChange={setOnlyCounting}>
            Only what counts
          </Switch>
        ) : null}
      </div>
      <ul className="gt" aria-label="What is compared">
        <Part component={root} counts={root.contributes} onlyCounting={onlyCounting} isRoot />
      </ul>
    </>
  );
}

type PartProps = {
  component: Component;
  /** It contributes, and so does everything around it. */
  counts: boolean;
  onlyCounting: boolean;
  isRoot?: boolean;
};

function Part(props: PartProps) {
  return isBranch(props.component) ? <Branch {...props} /> : <Leaf {...props} />;
}

function Leaf({ component, counts }: { component: Component; counts: boolean }) {
  const text = component.values.filter((value) => typeof value === "string").join(" ");
  return (
    <li className={classNames("gt-n", !counts && "off")}>
      <Sign counts={counts} />
      <span className="gt-id">{component.id}</span>
      {text === "" ? null : (
        <code className="gt-v">
          <Cut text={text} />
        </code>
      )}
      <Hint component={component} />
    </li>
  );
}

function Branch({ component, counts, onlyCounting, isRoot = false }: PartProps) {
  // A frame is a line in itself; what does not count is there for those who ask.
  const [isOpen, setOpen] = useState(isRoot || (counts && component.id !== "frame"));
  const [all, setAll] = useState(false);
  // The crash stands on top, as in the stack trace and in a chain of exceptions.
  const parts = component.values.map((value, key) => ({ value, key }));
  const ordered = isNewestLast(component) ? parts.toReversed() : parts;
  const shown = onlyCounting
    ? ordered.filter(({ value }) => typeof value === "string" || value.contributes)
    : ordered;
  const place = placeOf(component);
  const drawn = all ? shown : shown.slice(0, DRAWN);
  return (
    <li className={classNames(!counts && "off")}>
      <div className="gt-n">
        <Sign counts={counts} />
        <button type="button" className="gt-b" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ChevronRight className="tw" />
          <span className="gt-id">{component.id}</span>
          {place ? (
            <>
              <code className="gt-v">{place.name}</code>
              {place.file ? (
                <>
                  <span className="at">in</span>
                  <code className="gt-f">{place.file}</code>
                </>
              ) : null}
            </>
          ) : null}
        </button>
        <Hint component={component} />
      </div>
      {isOpen ? (
        <ul>
          {drawn.map(({ value, key }) =>
            typeof value === "string" ? (
              <Leaf
                key={key}
                component={{ id: "text", contributes: counts, values: [value] }}
                counts={counts}
              />
            ) : (
              <Part
                key={key}
                component={value}
                counts={counts && value.contributes}
                onlyCounting={onlyCounting}
              />
            ),
          )}
          {drawn.length < shown.length ? (
            <li>
              <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
                Show {shown.length - drawn.length} more
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function Sign({ counts }: { counts: boolean }) {
  const Icon = counts ? Check : Minus;
  return <Icon className="i gt-s" role="img" aria-label={counts ? "Counts" : "Does not count"} />;
}

function Hint({ component: { hint } }: { component: Component }) {
  return hint ? <span className="gt-w">{hint}</span> : null;
}

/** A text of the event; a very long one is cut, since grouping itself looks at a bounded part. */
function Cut({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= LONG_TEXT) return <GroupingText text={text} />;
  return (
    <>
      <GroupingText text={`${text.slice(0, LONG_TEXT).toWellFormed()}…`} />{" "}
      <button type="button" className="link" onClick={() => setWhole(true)}>
        Show all
      </button>
    </>
  );
}

function isNewestLast({ id }: Component): boolean {
  return id === "stacktrace" || id === "chained-exception";
}
