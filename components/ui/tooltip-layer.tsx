"use client";

import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd";
import { watchTips } from "./watch-tips";

const GAP = 6;
const EDGE = 8;

/** Shows the hints of the whole page, one at a time; stands once in the root layout. */
export function TooltipLayer() {
  const [element, setElement] = useState<HTMLElement | null>(null);
  useEffect(() => watchTips(setElement), []);
  return element?.dataset.tip ? createPortal(<Tip element={element} />, document.body) : null;
}

function Tip({ element }: { element: HTMLElement }) {
  const id = useId();
  const tip = useRef<HTMLDivElement>(null);
  const { tip: text = "", tipKeys: keys } = element.dataset;
  useLayoutEffect(() => {
    if (tip.current) place(tip.current, element.getBoundingClientRect());
  }, [element]);
  useEffect(() => {
    // What is its name already need not be read again.
    if (element.getAttribute("aria-label") === text) return undefined;
    const before = element.getAttribute("aria-describedby");
    element.setAttribute("aria-describedby", before === null ? id : `${before} ${id}`);
    return () => {
      if (before === null) element.removeAttribute("aria-describedby");
      else element.setAttribute("aria-describedby", before);
    };
  }, [element, text, id]);
  return (
    <div ref={tip} id={id} className="tip" role="tooltip">
      {text}
      {keys ? <Kbd keys={keys} /> : null}
    </div>
  );
}

/** Above the element, or below where there is no room, and never outside the window. */
function place(tip: HTMLElement, at: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const above = at.top - GAP - height;
  const left = at.left + (at.width - width) / 2;
  tip.style.top = `${above >= EDGE ? above : at.bottom + GAP}px`;
  tip.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - EDGE - width))}px`;
}
