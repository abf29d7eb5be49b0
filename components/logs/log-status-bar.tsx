import { useShell } from "@/components/layout/shell-context";
import { Kbd } from "@/components/ui/kbd";
import { formatExact } from "@/lib/format/format-count";

type LogStatusBarProps = {
  /** Null where no lines are listed. */
  loaded: number | null;
  total: number | undefined;
  /** Lines come, so that a number of all of them would be wrong at once. */
  isLive: boolean;
};

/** The keys of the lines, and how many of them are loaded. */
export function LogStatusBar({ loaded, total, isLive }: LogStatusBarProps) {
  const { openShortcuts } = useShell();
  return (
    <footer className="statusbar">
      <Hint keys="j k" act="move" />
      <Hint keys="enter" act="expand" />
      <Hint keys="c" act="context" />
      <span className="h">
        <kbd aria-hidden="true">+</kbd>
        <kbd aria-hidden="true">−</kbd> filter to, filter out
      </span>
      <Hint keys="l" act="live tail" />
      <button type="button" className="h" aria-keyshortcuts="?" onClick={openShortcuts}>
        <Kbd keys="?" /> all keys
      </button>
      <span className="grow" />
      {loaded === null ? null : (
        <span className="num">
          {formatExact(loaded)} {isLive ? "shown, newest last" : `of ${formatExact(total)}, newest first`}
        </span>
      )}
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
