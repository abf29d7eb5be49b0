import type { ReactNode } from "react";

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
};

/** A setting that takes effect at once; the children are its label. */
export function Switch({ checked, onCheckedChange, children, disabled }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="sw"
      aria-checked={checked}
      disabled={disabled}
      onClick={() => onCheckedChange(!checked)}
    >
      <i />
      {children}
    </button>
  );
}
