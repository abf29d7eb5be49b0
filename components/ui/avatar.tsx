import { classNames } from "./class-names";

type AvatarProps = { name: string; size?: "sm" | "md"; team?: boolean };

/** Initials on neutral ground; square for teams. */
export function Avatar({ name, size = "md", team = false }: AvatarProps) {
  return (
    <span
      className={classNames("av", team && "av-sq", size === "sm" && "av-sm")}
      role="img"
      aria-label={name}
      title={name}
    >
      {initials(name)}
    </span>
  );
}

/** Two letters: of the first and last word, or of the part before the @. */
function initials(name: string): string {
  const words = (name.split("@")[0] ?? "").split(/[\s._-]+/).filter(Boolean);
  const first = Array.from(words[0] ?? "");
  const last = words.length > 1 ? Array.from(words.at(-1) ?? "") : [];
  return `${first[0] ?? "?"}${last[0] ?? first[1] ?? ""}`.toUpperCase();
}
