import type { Exception } from "./event";

export interface ExceptionSelection {
  /** Oldest cause first, the one that was thrown last. */
  exceptions: Exception[];
  /** The one that names the event; undefined only if there are none. */
  main: Exception | undefined;
}

/**
 * Which of an event's exceptions count. A plain chain counts whole. In an exception group (RFC 0079) the group
 * wrappers don't, and of several inner exceptions of one kind the first stands for all: if only one kind is left, it
 * becomes the main exception and brings its first line of causes; of several kinds each counts, and the root names
 * the event. A tree that is not one (missing parent, cycle, duplicate id, two roots) is read as a plain chain.
 *
 * `kindOf` says what makes two inner exceptions the same. Kinds are put in order, so that the order in which tasks
 * failed does not matter.
 */
export function selectExceptions(
  exceptions: Exception[],
  kindOf: (exception: Exception) => string,
): ExceptionSelection {
  const chain = { exceptions, main: exceptions.at(-1) };
  if (exceptions.length < 2 || !exceptions.some((exception) => exception.mechanism?.is_exception_group))
    return chain;
  const tree = readTree(exceptions);
  if (!tree) return chain;

  const kinds = new Map<string, Exception>();
  for (const inner of innermostOfGroups(tree)) {
    const kind = kindOf(inner);
    if (!kinds.has(kind)) kinds.set(kind, inner);
  }
  const only = kinds.size === 1 ? [...kinds.values()][0] : undefined;
  if (only) return { exceptions: causes(only, tree).toReversed(), main: only };
  if (kinds.size === 0) return chain;
  const ordered = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exception]) => exception);
  return { exceptions: [...ordered, tree.root], main: tree.root };
}

interface Tree {
  root: Exception;
  children: Map<number, Exception[]>;
}

function readTree(exceptions: Exception[]): Tree | undefined {
  const ids = new Set<number>();
  const children = new Map<number, Exception[]>();
  let root: Exception | undefined;
  for (const exception of exceptions) {
    const { exception_id: id, parent_id: parent } = exception.mechanism ?? {};
    if (id === undefined || ids.has(id)) return undefined;
    ids.add(id);
    if (parent === undefined) {
      if (root) return undefined;
      root = exception;
    } else {
      const siblings = children.get(parent);
      if (siblings) siblings.push(exception);
      else children.set(parent, [exception]);
    }
  }
  if (!root) return undefined;
  const tree = { root, children };
  for (const siblings of children.values()) siblings.sort((a, b) => idOf(a) - idOf(b));
  return countReachable(tree) === exceptions.length ? tree : undefined;
}

/** A missing parent or a cycle leaves exceptions that can't be reached from the root. */
function countReachable(tree: Tree): number {
  const open = [tree.root];
  let reached = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    reached++;
    open.push(...childrenOf(next, tree));
  }
  return reached;
}

/** What stands below groups: the first exceptions on each way down that are not groups themselves. */
function innermostOfGroups(tree: Tree): Exception[] {
  const found: Exception[] = [];
  const open = [tree.root];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.mechanism?.is_exception_group) open.push(...childrenOf(next, tree).toReversed());
    else found.push(next);
  }
  return found;
}

function causes(exception: Exception, tree: Tree): Exception[] {
  const path = [exception];
  for (let next = childrenOf(exception, tree)[0]; next; next = childrenOf(next, tree)[0]) path.push(next);
  return path;
}

function childrenOf(exception: Exception, tree: Tree): Exception[] {
  return tree.children.get(idOf(exception)) ?? [];
}

function idOf(exception: Exception): number {
  return exception.mechanism?.exception_id ?? 0;
}
