import { useShell } from "@/components/layout/shell-context";
import { Kbd } from "@/components/ui/kbd";
import { formatExact } from "@/lib/format/format-count";

/** The keys of the lines, and how many of them are loaded. */
export function LogStatusBar({ loaded, total }: { loaded: number; total: number | undefined }) {
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
      <button type="button" className="h" aria-keyshortcuts="?" onClick={openShortcuts}>
        <Kbd keys="?" /> all keys
      </button>
      <span className="grow" />
      <span className="num">
        {formatExact(loaded)} of {formatExact(total)}, newest first
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
