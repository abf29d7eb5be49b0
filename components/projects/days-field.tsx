import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";

/** For how many days something is kept, ten years at most. */
export function DaysField(props: Omit<ComponentProps<typeof Field>, "type" | "min" | "max" | "step">) {
  return <Field type="number" inputMode="numeric" min={1} max={3650} step={1} {...props} />;
}
