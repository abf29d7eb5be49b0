import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { LevelMark } from "@/components/ui/level-mark";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
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
        <DropdownMenu.CheckboxItem
          key={level}
          className="mi"
          checked={levels.includes(level)}
          onSelect={(event) => event.preventDefault()}
          onCheckedChange={(isChosen) =>
            onChange(issueLevels.filter((other) => (other === level ? isChosen : levels.includes(other))))
          }
        >
          <LevelMark level={level} decorative />
          {NAMES[level]}
          <span className="mi-check keys">
            <DropdownMenu.ItemIndicator>
              <Check className="i" />
            </DropdownMenu.ItemIndicator>
          </span>
        </DropdownMenu.CheckboxItem>
      ))}
      <MenuSeparator />
      <MenuItem disabled={levels.length === 0} onSelect={() => onChange(null)}>
        All levels
      </MenuItem>
    </Menu>
  );
}
