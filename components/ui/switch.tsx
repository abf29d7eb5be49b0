import type { ReactNode } from "react";

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
  /** The key that does the same, for those who are told. */
  hotkey?: string;
};

/** A setting that takes effect at once; the children are its label. */
export function Switch({ checked, onCheckedChange, children, disabled, hotkey }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="sw"
      aria-checked={checked}
      aria-keyshortcuts={hotkey}
      disabled={disabled}
      onClick={() => onCheckedChange(!checked)}
    >
      <i />
      {children}
    </button>
  );
}
