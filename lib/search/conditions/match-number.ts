import { anyOf, type Question, type Scope } from "./scope";

/** Whether a number fits. `number` is SQL that is never null. */
export function matchNumber(number: string, { operator, values }: Question, { bind }: Scope): string {
  return anyOf(
    values.flatMap((value) =>
      value.kind === "number" ? [`${number} ${operator} ${bind(value.value)}::double precision`] : [],
    ),
  );
}
