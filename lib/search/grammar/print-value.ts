import type { GlobPart, SearchValue } from "./ast";
import { isLetterOrDigit, isSpace, operatorMark } from "./characters";
import { endsPattern, isHarmlessStart, printBare, printGuarded, printQuoted, toParts } from "./print-parts";
import { readPattern } from "./read-word";

/** Where a value stands: alone after an operator, or in a list. */
export type ValuePlace = "value" | "item";

/** A value as canonical text, in quotes or escaped where it needs to be. What the query bar inserts, too. */
export function printValue(value: SearchValue, place: ValuePlace): string {
  switch (value.kind) {
    case "text":
    case "glob":
      return printParts(toParts(value), place, value.distance);
    case "pattern":
      return `/${value.source}/`;
    case "number":
      return String(value.value);
    case "percentage":
      return `${value.value}%`;
    case "duration":
    case "size":
      return `${value.amount}${value.unit}`;
    case "boolean":
      return String(value.value);
    case "date":
      return value.precision === "day" ? value.iso.slice(0, 10) : value.iso.replace(".000Z", "Z");
    default:
      return `${value.direction === "after" ? "-" : "+"}${value.amount}${value.unit}`;
  }
}

function printParts(parts: readonly GlobPart[], place: ValuePlace, distance: number | undefined): string {
  if (distance !== undefined) return `${printQuoted(parts)}~${distance}`;
  const bare = printBare(parts);
  const isBare =
    isBareStart(parts) && parts.every((part) => "wildcard" in part || isBareText(part.literal, place));
  return isBare && readPattern(bare, 0, "free") === null && !endsPattern(bare) ? bare : printGuarded(parts);
}

function isBareStart([first]: readonly GlobPart[]): boolean {
  if (first === undefined || "wildcard" in first) return first !== undefined;
  const character = first.literal.charAt(0);
  return isHarmlessStart(character) || (character !== "" && "/+-".includes(character));
}

function isBareText(text: string, place: ValuePlace): boolean {
  for (const character of text) {
    if (isLetterOrDigit(character) || "_.'@#+%$-/:;&~=".includes(character)) continue;
    if (character === "," && place === "value") continue;
    if (character <= "\u007f" || isSpace(character) || character === operatorMark) return false;
  }
  return text !== "";
}
