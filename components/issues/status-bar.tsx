import { useShell } from "@/components/layout/shell-context";
import { Kbd } from "@/components/ui/kbd";
import { formatExact } from "@/lib/format/format-count";
import { formatLimited } from "./issue-tabs";

const HINTS = [
  { keys: "x", act: "select" },
  { keys: "enter", act: "open" },
];

type StatusBarProps = {
  act: "resolved" | "unresolved";
  total: number | undefined;
  loaded: number;
  isLive: boolean;
};

/** The keys of the list, how much of it is loaded, and whether it is up to date. */
export function StatusBar({ act, total, loaded, isLive }: StatusBarProps) {
  const { openShortcuts } = useShell();
  return (
    <footer className="statusbar">
      <span className="h">
        <Kbd keys="j k" /> move
      </span>
      {HINTS.map((hint) => (
        <span className="h" key={hint.keys}>
          <Kbd keys={hint.keys} /> {hint.act}
        </span>
      ))}
      <span className="h">
        <Kbd keys="e" /> {act === "resolved" ? "resolve" : "reopen"}
      </span>
      <button type="button" className="h" aria-keyshortcuts="?" onClick={openShortcuts}>
        <Kbd keys="?" /> all keys
      </button>
      <span className="grow" />
      <span className="num">
        {formatLimited(total)} {total === 1 ? "issue" : "issues"}, {formatExact(loaded)} loaded
      </span>
      <span className="row">
        <span className={isLive ? "st-dot live pulse" : "st-dot warn"} />
        {isLive ? "Live" : "Not live"}
      </span>
    </footer>
  );
}
