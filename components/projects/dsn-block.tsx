"use client";

import { useHotkeys } from "@/components/layout/use-hotkeys";
import { CopyButton, copyText } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toast";

/** The address to copy, its key and project set off. Without a key that works: what to do. */
export function DsnBlock({ dsn, publicKey }: { dsn?: string; publicKey?: string }) {
  useHotkeys(
    [{ keys: "c", label: "Copy the DSN", group: "Lists", run: () => dsn && void copyDsn(dsn) }],
    dsn !== undefined,
  );
  return (
    <section className="fs">
      <h2>DSN</h2>
      <p className="sec">
        The address events are sent to. It can only write, so it is safe to ship in browser and mobile apps.
      </p>
      {dsn && publicKey ? (
        <div className="dsn">
          <code>
            <Emphasised dsn={dsn} publicKey={publicKey} />
          </code>
          <CopyButton text={dsn} keys="c" />
        </div>
      ) : (
        <p className="help err" role="status">
          No key of this project works. Enable one below, or make a new one; the DSN appears here.
        </p>
      )}
    </section>
  );
}

async function copyDsn(dsn: string): Promise<void> {
  if (await copyText(dsn)) toast({ message: "Copied the DSN" });
}

function Emphasised({ dsn, publicKey }: { dsn: string; publicKey: string }) {
  const [before = "", after = ""] = dsn.split(publicKey, 2);
  const slash = after.lastIndexOf("/") + 1;
  return (
    <>
      {before}
      <b>{publicKey}</b>
      {after.slice(0, 1)}
      <wbr />
      {after.slice(1, slash)}
      <b>{after.slice(slash)}</b>
    </>
  );
}
