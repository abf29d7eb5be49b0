"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Section } from "./section";

const MOST = 500;

/** The packages that were loaded, closed until somebody asks, with a field to find one. */
export function ModulesSection({ modules }: { modules: Record<string, string> }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const entries = Object.entries(modules).sort(([a], [b]) => (a < b ? -1 : 1));
  const found = entries.filter(([name]) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Section
      id="modules"
      title="Modules"
      count={entries.length}
      tools={
        <button
          type="button"
          className="btn btn-ghost btn-sm"
          aria-expanded={open}
          aria-controls="modules-list"
          onClick={() => setOpen(!open)}
        >
          {open ? "Hide" : "Show"}
          <ChevronDown className="i chev" />
        </button>
      }
    >
      <div id="modules-list">
        {open ? (
          <>
            <input
              className="input"
              type="search"
              placeholder="Find a module"
              aria-label="Find a module"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <ul className="mods mono">
              {found.slice(0, MOST).map(([name, version]) => (
                <li key={name}>
                  <span className="trunc">{name}</span>
                  <span className="mut">{version}</span>
                </li>
              ))}
            </ul>
            {found.length === 0 ? <p className="mut">No module has this in its name</p> : null}
            {found.length > MOST ? <p className="mut">And {found.length - MOST} more</p> : null}
          </>
        ) : null}
      </div>
    </Section>
  );
}
