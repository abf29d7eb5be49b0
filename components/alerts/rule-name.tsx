"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { useShell } from "@/components/layout/shell-context";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheck } from "@/components/ui/menu";
import { FaultLines, faultsAt } from "./fault-lines";
import type { DraftFault, SectionProps } from "./section-props";

type RuleNameProps = SectionProps & { faults: DraftFault[]; isReadOnly: boolean };

/** What a rule is called, and which projects it watches. */
export function RuleName({ draft, onChange, faults, isReadOnly }: RuleNameProps) {
  const id = useId();
  const { projects } = useShell();
  const names = draft.projects.map((slug) => projects.find((one) => one.slug === slug)?.name ?? slug);
  const own = faultsAt(faults, ["name", "projects"]);
  const toggle = (slug: string, isOn: boolean) =>
    onChange({
      ...draft,
      projects: isOn ? [...draft.projects, slug] : draft.projects.filter((other) => other !== slug),
    });
  return (
    <div className="rname">
      <h1>
        <input
          value={draft.name}
          placeholder="Name of the alert"
          aria-label="Rule name"
          aria-invalid={faultsAt(faults, ["name"]).length > 0 || undefined}
          aria-describedby={own.length > 0 ? id : undefined}
          maxLength={100}
          autoComplete="off"
          disabled={isReadOnly}
          onChange={({ target }) => onChange({ ...draft, name: target.value })}
        />
      </h1>
      {isReadOnly ? (
        <p className="mut">{names.join(", ")}</p>
      ) : (
        <Menu
          trigger={
            <Button variant="ghost" size="sm" aria-label={`Projects: ${names.join(", ") || "none"}`}>
              <span className="trunc">{names.join(", ") || "Choose a project"}</span>
              <ChevronDown className="i chev" />
            </Button>
          }
        >
          {projects.map(({ slug, name }) => (
            <MenuCheck
              key={slug}
              checked={draft.projects.includes(slug)}
              onCheckedChange={(isOn) => toggle(slug, isOn)}
            >
              {name}
            </MenuCheck>
          ))}
        </Menu>
      )}
      <FaultLines id={id} faults={own} />
    </div>
  );
}
