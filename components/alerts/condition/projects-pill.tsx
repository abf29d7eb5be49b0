"use client";

import { listText } from "@/components/alerts/words";
import { useShell } from "@/components/layout/shell-context";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuCheck } from "@/components/ui/menu";

/** How many are named one by one. */
const MOST_NAMED = 3;

/** The projects of a rule: those that are checked in the menu, at least one. */
export function ProjectsPill({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (projects: string[]) => void;
}) {
  const { projects } = useShell();
  const words =
    chosen.length === 0
      ? "no project"
      : chosen.length <= MOST_NAMED
        ? listText(chosen)
        : chosen.length === projects.length
          ? `all ${chosen.length} projects`
          : `${chosen.length} projects`;
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            className={classNames("pill", chosen.length === 0 && "is-error")}
            aria-label={`In projects: ${words}`}
          >
            <span className="trunc">{words}</span>
          </button>
        }
      >
        {projects.map(({ slug, name }) => (
          <MenuCheck
            key={slug}
            checked={chosen.includes(slug)}
            onCheckedChange={(isOn) =>
              onChange(isOn ? [...chosen, slug] : chosen.filter((one) => one !== slug))
            }
          >
            {name}
          </MenuCheck>
        ))}
      </Menu>
      {chosen.length === 0 ? (
        <span className="pill-note" role="alert">
          Choose a project.
        </span>
      ) : null}
    </>
  );
}
