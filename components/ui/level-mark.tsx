import type { ReactNode } from "react";

const SHAPES: Record<string, { name: string; shape: ReactNode }> = {
  fatal: { name: "Fatal", shape: <path d="M6 .6 11.4 6 6 11.4.6 6Z" /> },
  error: { name: "Error", shape: <circle cx="6" cy="6" r="4.6" /> },
  warning: { name: "Warning", shape: <path d="M6 1.1 11.4 10.6H.6Z" /> },
  info: {
    name: "Info",
    shape: <circle cx="6" cy="6" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  },
  debug: { name: "Debug", shape: <rect x="2" y="5.1" width="8" height="1.8" rx=".9" /> },
};

/**
 * A level's mark: shape and colour together. An unknown level is drawn as error.
 * `decorative` hides it where the level's name stands beside it.
 */
export function LevelMark({ level, decorative = false }: { level: string; decorative?: boolean }) {
  const known = Object.hasOwn(SHAPES, level) ? level : "error";
  const mark = SHAPES[known];
  return (
    <svg
      className={`lv lv-${known}`}
      viewBox="0 0 12 12"
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": mark?.name })}
    >
      {mark?.shape}
    </svg>
  );
}
