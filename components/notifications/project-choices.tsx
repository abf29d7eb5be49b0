"use client";

import { useState } from "react";
import { useShell } from "@/components/layout/shell-context";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { Preferences, PreferencesInput, PreferenceSubject } from "@/lib/notifications/schemas";
import { subjects } from "./subjects";

type ProjectChoicesProps = {
  preferences: Preferences;
  choose: (change: PreferencesInput) => void;
};

const NONE = "none";
const order = Object.keys(subjects) as PreferenceSubject[];

/** Projects of which somebody wants to hear more or less than of all others. */
export function ProjectChoices({ preferences, choose }: ProjectChoicesProps) {
  const { projects } = useShell();
  const [added, setAdded] = useState<readonly string[]>([]);
  const shown = [
    ...preferences.projects,
    ...projects
      .filter(({ slug }) => added.includes(slug) && !preferences.projects.some((one) => one.slug === slug))
      .map(({ slug, name }) => ({ slug, name, wants: {} })),
  ];
  const others = projects.filter(({ slug }) => !shown.some((one) => one.slug === slug));
  return (
    <section className="fs" aria-labelledby="projects">
      <h2 id="projects">Other choices for a project</h2>
      <p className="sec">More of what is yours, less of what is not. The rest is as above.</p>
      {shown.map((project) => (
        <ProjectSection
          key={project.slug}
          project={project}
          wants={preferences.wants}
          choose={choose}
          onClear={() => {
            setAdded(added.filter((slug) => slug !== project.slug));
            choose({ project: project.slug, ...Object.fromEntries(order.map((subject) => [subject, null])) });
          }}
        />
      ))}
      {others.length > 0 ? (
        <div className="np-add">
          <Select
            label="Add a project"
            value={NONE}
            onValueChange={(slug) => {
              if (slug !== NONE) setAdded([...added, slug]);
            }}
            options={[
              { value: NONE, label: "Add a project…" },
              ...others.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
          />
        </div>
      ) : null}
    </section>
  );
}

type SectionProps = {
  project: Preferences["projects"][number];
  wants: Preferences["wants"];
  choose: ProjectChoicesProps["choose"];
  onClear: () => void;
};

function ProjectSection({ project, wants, choose, onClear }: SectionProps) {
  const { slug, name, wants: own } = project;
  return (
    <div className="np-p" role="group" aria-label={name}>
      <div className="row">
        <h3 className="trunc grow">{name}</h3>
        <Button size="sm" onClick={onClear} aria-label={`As everywhere: ${name}`}>
          As everywhere
        </Button>
      </div>
      {order.map((subject) => (
        <div className="row np-r" key={subject}>
          <span className="grow">{subjects[subject].name}</span>
          <Select
            label={`${subjects[subject].name} of ${name}`}
            value={own[subject] === undefined ? "same" : own[subject] ? "yes" : "no"}
            onValueChange={(value) =>
              choose({ project: slug, [subject]: value === "same" ? null : value === "yes" })
            }
            options={[
              { value: "same", label: `As everywhere (${wants[subject] ? "yes" : "no"})` },
              { value: "yes", label: "Yes" },
              { value: "no", label: "No" },
            ]}
          />
        </div>
      ))}
    </div>
  );
}
