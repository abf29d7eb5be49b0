import type { ReactNode } from "react";
import { ThemeLink } from "@/components/auth/theme-link";
import packageJson from "@/package.json";

/** Pages before the shell: sign-in and first run. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="si">
      <main className="si-m">{children}</main>
      <footer className="si-foot mut small">
        <span>Jackdaw {packageJson.version}</span>
        <ThemeLink />
      </footer>
    </div>
  );
}
