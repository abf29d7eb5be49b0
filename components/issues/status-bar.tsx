import { useShell } from "@/components/layout/shell-context";
import { Kbd } from "@/components/ui/kbd";
import { formatExact } from "@/lib/format/format-count";
import { formatLimited } from "./format-limited";

type StatusBarProps = {
  toggle: "resolve" | "unresolve";
  total: number | undefined;
  loaded: number;
  isLive: boolean;
};

/** The keys of the list, how much of it is loaded, and whether it is up to date. */
export function StatusBar({ toggle, total, loaded, isLive }: StatusBarProps) {
  const { openShortcuts, canWork } = useShell();
  return (
    <footer className="statusbar">
      <Hint keys="j k" act="move" />
      <Hint keys="enter" act="open" />
      {canWork ? (
        <>
          <Hint keys="x" act="select" />
          <Hint keys="e" act={toggle} />
          <Hint keys="a" act="archive" />
          <Hint keys="shift+a" act="assign" />
        </>
      ) : null}
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

function Hint({ keys, act }: { keys: string; act: string }) {
  return (
    <span className="h">
      <Kbd keys={keys} /> {act}
    </span>
  );
}
