import type { ReactNode } from "react";
import "../account/account.css";
import "./settings.css";

/** Pages about people, in the clothes of the account page. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return children;
}
