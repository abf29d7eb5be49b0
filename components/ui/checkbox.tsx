"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & { mixed?: boolean };

/** A native checkbox in the design's clothes. Give it a `<label>` or `aria-label`; `mixed` is "some of them". */
export function Checkbox({ mixed = false, className, ...rest }: CheckboxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      className={classNames("cb", className)}
      ref={(node) => {
        if (node) node.indeterminate = mixed;
      }}
    />
  );
}
