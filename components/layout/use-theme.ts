"use client";

import { useSyncExternalStore } from "react";
import { remember } from "./remember";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The chosen theme and the way to choose another, at once and for the next visit. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(watchTheme, currentTheme, () => "system" as const);
  return [theme, chooseTheme];
}

/** Sets the theme of the page and keeps it. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  remember("theme", theme === "system" ? undefined : theme);
}

/** From what is seen now to the other one. */
export function toggleTheme(): void {
  const chosen = currentTheme();
  const dark = chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  chooseTheme(dark ? "light" : "dark");
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function watchTheme(watcher: () => void): () => void {
  const observer = new MutationObserver(watcher);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
