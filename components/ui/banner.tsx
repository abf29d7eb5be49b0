import type { ReactNode } from "react";
import { classNames } from "./class-names";

type BannerProps = {
  tone?: "neutral" | "warning" | "error";
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
};

/** One message above a region, in place of nothing else: what is so, since when, what helps. */
export function Banner({ tone = "neutral", icon, title, children, actions }: BannerProps) {
  return (
    <div className={classNames("bnr", `bnr-${tone[0]}`)} role={tone === "error" ? "alert" : "status"}>
      {icon}
      <div>
        <b>{title}</b>
        {children ? <p>{children}</p> : null}
        {actions ? <div className="row acts">{actions}</div> : null}
      </div>
    </div>
  );
}
