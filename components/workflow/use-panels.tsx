"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { afterClosing } from "@/components/ui/after-closing";
import { addSubject, type currentSubject, type Panel, type Subject } from "./subject";
import { whenIdle } from "./when-idle";

const load = () => import("./panels");
const OpenPanel = dynamic(async () => (await load()).OpenPanel, { ssr: false });

type Opened = {
  panel: Panel;
  subject: Subject;
  anchor: Element | null;
  /** What had the focus before. */
  before: Element | null;
};

type Panels = {
  /** For what is meant, or for another subject. */
  open: (panel: Panel, anchor?: Element | null, other?: Subject | null) => void;
  /** Which one is open, for `aria-expanded`. */
  opened: Panel | null;
  /** Stands anywhere in the page. */
  element: ReactNode;
};

/**
 * The pickers and dialogs of a page for what is meant there; null when nothing is. They act on what was meant when they were
 * opened, and are fetched when the page has nothing else to do. `anchorOf` says where they open when a key asks.
 */
export function usePanels(subject: Subject | null, anchorOf: () => Element | null): Panels {
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = (panel: Panel, anchor?: Element | null, other: Subject | null = subject) => {
    if (!other) return;
    // A menu or the palette that asks for it may be closing, and would take the focus from it.
    afterClosing(() =>
      setOpened({ panel, subject: other, anchor: anchor ?? anchorOf(), before: document.activeElement }),
    );
  };
  const close = (then?: () => void) => {
    setOpened(null);
    afterClosing(() => {
      giveFocusBack(opened?.before ?? null);
      then?.();
    });
  };
  // The palette asks for it while it is drawn, when no effect may run.
  const meant = useRef<ReturnType<typeof currentSubject>>(null);
  useEffect(() => {
    meant.current = subject && { subject, open };
  });
  useEffect(() => addSubject(() => meant.current), []);
  useEffect(() => whenIdle(() => void load().catch(() => undefined)), []);
  return {
    open,
    opened: opened?.panel ?? null,
    element: opened ? (
      <OpenPanel
        panel={opened.panel}
        subject={opened.subject}
        anchor={opened.anchor}
        onClose={close}
        onOpen={(panel) => setOpened({ ...opened, panel })}
      />
    ) : null,
  };
}

function giveFocusBack(element: Element | null): void {
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (isLost && element instanceof HTMLElement && element.isConnected) element.focus();
}
