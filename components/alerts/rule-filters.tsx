"use client";

import { Bell, Box, Search } from "lucide-react";
import { useRef } from "react";
import { useShell } from "@/components/layout/shell-context";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Input } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { RuleFilter } from "./filter-rules";
import { ruleStates, stateWords } from "./rule-state";

type RuleFiltersProps = { filter: RuleFilter; onChange: (change: Partial<RuleFilter>) => void };

/** Which rules are shown: of a project, in a state, with some words. */
export function RuleFilters({ filter, onChange }: RuleFiltersProps) {
  const { projects } = useShell();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([{ keys: "/", label: "Search", group: "Lists", run: () => field.current?.focus() }]);
  return (
    <div className="sub rl-f">
      <div className="btn-group">
        <Select
          label="Project"
          icon={<Box className="i" />}
          value={filter.project || "all"}
          onValueChange={(slug) => onChange({ project: slug === "all" ? "" : slug })}
          options={[
            { value: "all", label: "All projects" },
            ...projects.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
        />
        <Select
          label="State"
          icon={<Bell className="i" />}
          value={filter.state ?? "any"}
          onValueChange={(state) => onChange({ state: ruleStates.find((one) => one === state) ?? null })}
          options={[
            { value: "any", label: "Any state" },
            ...ruleStates.map((value) => ({ value, label: stateWords[value] })),
          ]}
        />
      </div>
      <form role="search" className="rl-s" onSubmit={(event) => event.preventDefault()}>
        <Search className="i" />
        <Input
          ref={field}
          type="search"
          aria-label="Search alerts"
          placeholder="Name, query, project or owner"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={filter.words}
          onChange={({ target }) => onChange({ words: target.value })}
        />
      </form>
    </div>
  );
}
