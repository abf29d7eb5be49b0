import { issueLevels, issuePeriods, issueSorts, issueStatuses, listDefaults } from "@/lib/issues/constants";

/** One part of the address: how it is read, null when it says nothing that can be read, and how it is written. */
type Part<Value> = {
  read: (text: string) => Value | null;
  write: (value: Value) => string;
  standard: Value;
};

/** What Next gives a page, and what a browser has. */
export type Address =
  | URLSearchParams
  | Readonly<URLSearchParams>
  | Readonly<Record<string, string | string[] | undefined>>;

const text = (standard: string): Part<string> => ({
  read: (value) => value,
  write: (value) => value,
  standard,
});

const maybe = <Value>({ read, write }: Omit<Part<Value>, "standard">): Part<Value | null> => ({
  read,
  write: (value) => (value === null ? "" : write(value)),
  standard: null,
});

const oneOf = <Value extends string>(values: readonly Value[], standard: Value): Part<Value> => ({
  read: (value) => values.find((known) => known === value) ?? null,
  write: (value) => value,
  standard,
});

/** Between commas; a comma in a value is escaped. */
const listOf = <Value extends string>(read: (text: string) => Value | null): Part<readonly Value[]> => ({
  read: (value) =>
    value === "" ? [] : value.split(",").flatMap((item) => read(item.replace(/%2c/gi, ",")) ?? []),
  write: (values) => values.map((value) => value.replaceAll(",", "%2C")).join(","),
  standard: [],
});

const time = {
  read: (value: string) => {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? null : date;
  },
  write: (value: Date) => value.toISOString(),
};

/** The address of the issue list: everything that decides what it shows. */
const parts = {
  status: oneOf([...issueStatuses, "all"], listDefaults.status),
  project: listOf((value) => value),
  env: maybe(text("")),
  period: oneOf(issuePeriods, listDefaults.period),
  from: maybe(time),
  to: maybe(time),
  level: listOf((value) => issueLevels.find((level) => level === value) ?? null),
  query: text(""),
  /** Of older links: words that must all appear. Read through `queryOf` and never written. */
  q: maybe(text("")),
  sort: oneOf(issueSorts, listDefaults.sort),
  /** A saved view whose tab is current, even where the list differs from it by now. */
  view: maybe(text("")),
  trend: oneOf(["24h", "14d"], "24h"),
};

type Parts = typeof parts;

export type View = { [Name in keyof Parts]: Parts[Name]["standard"] };

/** A change of some parts; null is what stands there by default. */
export type ViewChange = { [Name in keyof View]?: View[Name] | null };

const names = Object.keys(parts) as (keyof View)[];
const partOf = (name: keyof View) => parts[name] as Part<unknown>;

/** Reads a view from an address; what cannot be read is as by default. */
export function loadView(address: Address): View {
  const get = (name: string) => {
    if (address instanceof URLSearchParams) return address.get(name);
    const value = (address as Record<string, string | string[] | undefined>)[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  return Object.fromEntries(
    names.map((name) => {
      const { read, standard } = partOf(name);
      const value = get(name);
      return [name, (value === null ? null : read(value)) ?? standard];
    }),
  ) as View;
}

/** What a view becomes by a change. */
export function changedView(view: View, change: ViewChange): View {
  const next: Record<string, unknown> = { ...view };
  for (const name of names) if (name in change) next[name] = change[name] ?? partOf(name).standard;
  return next as View;
}

/** The address of a view: what is as by default is left out. */
export function viewHref(view: Partial<View>): string {
  const written = names.flatMap((name) => {
    const { write, standard } = partOf(name);
    const value = name in view ? write(view[name] ?? standard) : "";
    return value === "" || value === write(standard) ? [] : `${name}=${readably(value)}`;
  });
  return written.length === 0 ? "/issues" : `/issues?${written.join("&")}`;
}

/** Escapes what would end a value or be read as something else, and leaves `:`, `,` and other signs for people. */
function readably(value: string): string {
  const escaped = new URLSearchParams([["", value]]).toString().slice(1);
  return escaped.replace(/%(?:3A|2C|2F|40|3D|3F|24|3B|21|28|29)/g, (code) => decodeURIComponent(code));
}
