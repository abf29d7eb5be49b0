import { Select } from "@/components/ui/select";
import { formatExact } from "@/lib/format/format-count";
import { allCategories, defaultCategory, type ProjectStats, type StatsQuery } from "@/lib/stats/schemas";
import { keyLabel } from "./key-label";

const ALL_KEYS = "all";

const categoryNames: Record<string, string> = {
  error: "Errors",
  transaction: "Transactions",
  session: "Sessions",
  attachment: "Attachments",
  internal: "Client reports",
  feedback: "Feedback",
  profile: "Profiles",
  replay: "Replays",
  monitor: "Check-ins",
  span: "Spans",
  security: "Security reports",
  log_item: "Logs",
  trace_metric: "Metrics of traces",
  metric_bucket: "Metrics",
  default: "Other messages",
  unknown: "Unknown kinds",
};

/** A category as people read it; one that has no name here is shown as it is. */
export function categoryName(category: string): string {
  return Object.hasOwn(categoryNames, category) ? (categoryNames[category] ?? category) : category;
}

type FilterProps = {
  stats: ProjectStats;
  query: StatsQuery;
  onCategory: (category: string) => void;
  onKey: (key: string | null) => void;
};

/** Category and key, each only where there is something to choose. */
export function StatsFilter({ stats: { categories, keys }, query, onCategory, onKey }: FilterProps) {
  const others = categories.map(({ category }) => category).filter((one) => one !== defaultCategory);
  const hasCategories = others.length > 0 || query.category !== defaultCategory;
  const hasKeys = keys.length > 1 || query.key !== undefined;
  if (!hasCategories && !hasKeys) return null;
  const quantityOf = new Map(categories.map(({ category, quantity }) => [category, quantity]));
  const named = new Set([defaultCategory, ...others, query.category]);
  named.delete(allCategories);
  const knowsKey = query.key === undefined || keys.some(({ id }) => id === query.key);
  return (
    <div className="sub st-f">
      <div className="btn-group">
        {hasCategories ? (
          <Select
            label="Category"
            value={query.category}
            onValueChange={onCategory}
            options={[
              { value: allCategories, label: "All categories" },
              ...[...named].map((category) => ({
                value: category,
                label: categoryName(category),
                hint: formatExact(quantityOf.get(category) ?? 0),
              })),
            ]}
          />
        ) : null}
        {hasKeys ? (
          <Select
            label="Key"
            value={query.key ?? ALL_KEYS}
            onValueChange={(key) => onKey(key === ALL_KEYS ? null : key)}
            options={[
              { value: ALL_KEYS, label: "All keys" },
              ...keys.map((key) => ({ value: key.id, label: keyLabel(key) })),
              ...(knowsKey ? [] : [{ value: query.key ?? "", label: "As addressed" }]),
            ]}
          />
        ) : null}
      </div>
    </div>
  );
}
