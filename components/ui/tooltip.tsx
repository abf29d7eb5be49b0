"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement } from "react";
import { Kbd } from "./kbd";

/** A hint on hover and focus after 400 ms. Never the only place of a piece of information. */
export function Tooltip({ text, keys, children }: { text: string; keys?: string; children: ReactElement }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="tip" sideOffset={6} collisionPadding={8}>
          {text}
          {keys ? <Kbd keys={keys} /> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
