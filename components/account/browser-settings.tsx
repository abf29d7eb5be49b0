"use client";

import { useSyncExternalStore } from "react";
import { allowSingleKeys, singleKeysAllowed, watchSingleKeys } from "@/components/layout/single-keys";
import { type Theme, useTheme } from "@/components/layout/use-theme";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";

const themeChoices: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** What this browser remembers: theme and keys. Both take effect at once. */
export function BrowserSettings() {
  const [theme, chooseTheme] = useTheme();
  const singleKeys = useSyncExternalStore(watchSingleKeys, singleKeysAllowed, () => true);
  return (
    <section className="fs" aria-labelledby="browser">
      <h2 id="browser">This browser</h2>
      <div className="row">
        <Segmented label="Theme" value={theme} onValueChange={chooseTheme} options={themeChoices} />
      </div>
      <div className="row">
        <Switch checked={singleKeys} onCheckedChange={allowSingleKeys}>
          Single-key shortcuts
        </Switch>
      </div>
      <p className="help">When off, only shortcuts with ⌘ or Ctrl do anything.</p>
    </section>
  );
}
