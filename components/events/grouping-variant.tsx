import { Check } from "lucide-react";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import type { Variant, VariantName } from "@/lib/grouping/grouping";
import { GroupingTree } from "./grouping-tree";

const MEANINGS: Record<VariantName, string> = {
  app: "Compares the frames of your own code.",
  system: "Compares all frames, those of libraries as well.",
  default: "Compares what the event says.",
  custom: "Compares the fingerprint that a rule or the client set, and nothing else.",
  checksum: "Compares the checksum that the client sent, and nothing else.",
  fallback: "The event has nothing to compare.",
};

const BUILT_IN = "An error that browsers report from anywhere: wherever it happens, it is one issue.";

/** One way to fingerprint the event: its hash, whether that decided, and the parts it is made of. */
export function GroupingVariant({ variant, leadingHash }: { variant: Variant; leadingHash: string }) {
  const { name, strategy, hash, hint, component } = variant;
  const meaning = strategy === "built-in" ? BUILT_IN : MEANINGS[name];
  return (
    <div className="gv">
      <p className="sec small">{meaning}</p>
      {hash === undefined ? (
        <p className="gv-h">
          <Chip tone="line">Not used</Chip>
          <span className="mut small">{hint ?? "nothing contributes"}</span>
        </p>
      ) : (
        <p className="gv-h">
          <code>{hash}</code>
          <CopyButton iconOnly variant="ghost" size="sm" label="Copy hash" text={hash} />
          {hash === leadingHash ? (
            <Chip tone="line">
              <Check className="i" />
              Decided
            </Chip>
          ) : (
            <span className="mut small">came along; another hash decided</span>
          )}
        </p>
      )}
      {component && (component.values.length > 0 || component.hint) ? (
        <GroupingTree root={component} />
      ) : null}
    </div>
  );
}
