import type { Expression, Length, Name } from "./ast";
import { isPlainWord, printString } from "./reader";
import { reservedWords, strength } from "./read-expression";

/** An expression as canonical text: parentheses only where they are needed. */
export function printExpression(node: Expression): string {
  switch (node.type) {
    case "name":
      return printName(node);
    case "text":
      return printString(node.text);
    case "number":
      return String(node.value);
    case "duration":
    case "size":
      return `${node.amount}${node.unit}`;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "call":
      return `${node.name}(${node.args.map(printExpression).join(", ")})`;
    case "unary":
      return printUnary(node.operator, node.operand);
    default: {
      const own = strength[node.operator];
      // Comparisons do not follow each other, so both sides need parentheses of their own.
      const left = printSide(node.left, own === strength["="] ? own + 1 : own);
      return `${left} ${node.operator} ${printSide(node.right, own + 1)}`;
    }
  }
}

function printUnary(operator: "-" | "not", operand: Expression): string {
  if (operator === "not") return `not ${printSide(operand, strength.not)}`;
  // A minus before digits is part of the number.
  return operand.type === "number"
    ? `-(${printExpression(operand)})`
    : `-${printSide(operand, strength.negative)}`;
}

function printSide(node: Expression, least: number): string {
  return strengthOf(node) < least ? `(${printExpression(node)})` : printExpression(node);
}

function strengthOf(node: Expression): number {
  if (node.type === "binary") return strength[node.operator];
  if (node.type === "unary") return node.operator === "not" ? strength.not : strength.negative;
  return Infinity;
}

/** A name as it is read again: between backquotes where it would be something else. */
export function printName({ name, isTag }: Pick<Name, "name" | "isTag">): string {
  if (isTag) return `tags[${/^[\w.@-]+$/.test(name) ? name : printString(name)}]`;
  return printWord(name);
}

/** A word that is a name; a backquote cannot stand in one. */
export function printWord(name: string): string {
  return isPlainWord(name) && !reservedWords.has(name.toLowerCase()) ? name : `\`${name}\``;
}

export function printLength({ amount, unit }: Length): string {
  return `${amount}${unit}`;
}
