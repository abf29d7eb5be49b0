import type { ReactNode } from "react";

type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  /** `h1` where it is the whole page. */
  as?: "h1" | "h2" | "h3";
};

/** Why a region is empty and the nearest thing that is not. Fills the region it stands in. */
export function EmptyState({ title, children, icon, actions, as: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className="blank">
      {icon}
      <Heading>{title}</Heading>
      {children}
      {actions ? <div className="row acts">{actions}</div> : null}
    </div>
  );
}
