import { ChevronDown } from "lucide-react";
import { LevelMark } from "@/components/ui/level-mark";
import { Menu, MenuCheck, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { issueLevels } from "@/lib/issues/constants";
import type { Level } from "@/lib/protocol/event";

const NAMES: Record<Level, string> = {
  fatal: "Fatal",
  error: "Error",
  warning: "Warning",
  info: "Info",
  debug: "Debug",
};

/** Which levels the list shows; none chosen is every level. The menu stays open while choosing. */
export function LevelFilter({
  levels,
  onChange,
}: {
  levels: readonly Level[];
  onChange: (levels: Level[] | null) => void;
}) {
  const words = levels.length === 1 ? levels.map((level) => NAMES[level]) : [];
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="btn sel"
          aria-label={`Level: ${levels.map((l) => NAMES[l]).join(", ") || "all"}`}
        >
          {levels.map((level) => (
            <LevelMark key={level} level={level} decorative />
          ))}
          <span className="sel-t trunc">{levels.length === 0 ? "Levels" : words}</span>
          <ChevronDown className="i chev" />
        </button>
      }
    >
      {issueLevels.map((level) => (
        <MenuCheck
          key={level}
          icon={<LevelMark level={level} decorative />}
          checked={levels.includes(level)}
          onCheckedChange={(isChosen) =>
            onChange(issueLevels.filter((other) => (other === level ? isChosen : levels.includes(other))))
          }
        >
          {NAMES[level]}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuItem disabled={levels.length === 0} onSelect={() => onChange(null)}>
        All levels
      </MenuItem>
    </Menu>
  );
}
