import type { ReactNode } from "react";

/** Text for screen readers alone. */
export function VisuallyHidden({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span className="vh" id={id}>
      {children}
    </span>
  );
}
