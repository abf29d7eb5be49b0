import { cloneElement, type ReactElement } from "react";

type TooltipProps = { text: string; keys?: string; children: ReactElement<object> };

/**
 * A hint on hover and focus after 400 ms. Never the only place of a piece of information. It is written on the element, which
 * must pass on what it is given; `TooltipLayer` shows it.
 */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return cloneElement(children, { "data-tip": text, "data-tip-keys": keys } as object);
}
