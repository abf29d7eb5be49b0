import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { formatExact } from "@/lib/format/format-count";

type PerMinuteFieldProps = {
  label: string;
  name: string;
  /** A stored limit, null for none; or what was typed. */
  defaultValue: number | string | null;
  help: ReactNode;
  error?: string;
};

/** Asks for a limit. A field for text, so that "10,000" can be typed and read; empty is no limit. */
export function PerMinuteField({ defaultValue, ...field }: PerMinuteFieldProps) {
  return (
    <Field
      {...field}
      inputMode="numeric"
      autoComplete="off"
      className="num"
      placeholder="No limit"
      maxLength={12}
      defaultValue={typeof defaultValue === "number" ? formatExact(defaultValue) : (defaultValue ?? "")}
    />
  );
}
