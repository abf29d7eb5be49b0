/**
 * Where the keyboard is in a list, what is selected, and how often the keyboard moved (each move takes the focus along).
 * `isEverything`: what is meant is all that the list matches, also what is not loaded.
 */
export type RowSelection = {
  cursor: string | null;
  selected: ReadonlySet<string>;
  isEverything: boolean;
  moves: number;
};

export type RowAction =
  | { type: "move"; step: 1 | -1; extend?: boolean }
  | { type: "point"; id: string }
  | { type: "toggle"; id: string; extend?: boolean }
  /** Every loaded row; once more: everything that matches. */
  | { type: "all" }
  | { type: "everything" }
  | { type: "clear" }
  | { type: "gone"; ids: ReadonlySet<string>; moved: boolean };

export const nothingSelected: RowSelection = {
  cursor: null,
  selected: new Set(),
  isEverything: false,
  moves: 0,
};

/** The selection after an action, in a list of these ids. Rows are known by id, so it survives inserts and refreshes. */
export function selectRows(state: RowSelection, action: RowAction, ids: readonly string[]): RowSelection {
  switch (action.type) {
    case "move":
      return move(state, action.step, action.extend ?? false, ids);
    case "point":
      return state.cursor === action.id ? state : { ...state, cursor: action.id };
    case "toggle":
      return {
        ...(action.extend ? addRange(state, action.id, ids) : toggle(state, action.id)),
        isEverything: false,
      };
    case "all":
      return ids.length > 0 && ids.every((id) => state.selected.has(id))
        ? { ...state, isEverything: true }
        : { ...state, selected: new Set(ids) };
    case "everything":
      return { ...state, selected: new Set(ids), isEverything: ids.length > 0 };
    case "gone":
      return { ...forget(state, action.ids, action.moved, ids), isEverything: false };
    default:
      return state.selected.size === 0 ? state : { ...state, selected: new Set(), isEverything: false };
  }
}

function move(state: RowSelection, step: 1 | -1, extend: boolean, ids: readonly string[]): RowSelection {
  const at = state.cursor === null ? -1 : ids.indexOf(state.cursor);
  const cursor = at < 0 ? ids[0] : ids[Math.min(ids.length - 1, Math.max(0, at + step))];
  if (cursor === undefined) return state;
  const selected = extend
    ? new Set([...state.selected, ids[Math.max(at, 0)] ?? cursor, cursor])
    : state.selected;
  return { ...state, cursor, selected, moves: state.moves + 1 };
}

function toggle(state: RowSelection, id: string): RowSelection {
  const selected = new Set(state.selected);
  if (!selected.delete(id)) selected.add(id);
  return { ...state, cursor: id, selected };
}

function addRange(state: RowSelection, id: string, ids: readonly string[]): RowSelection {
  const from = state.cursor === null ? -1 : ids.indexOf(state.cursor);
  const to = ids.indexOf(id);
  if (from < 0 || to < 0) return toggle(state, id);
  const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...state, cursor: id, selected: new Set([...state.selected, ...range]) };
}

/** Rows are about to leave: they are no longer selected, and the cursor lands on the next one that stays. */
function forget(
  state: RowSelection,
  gone: ReadonlySet<string>,
  moved: boolean,
  ids: readonly string[],
): RowSelection {
  const selected = new Set([...state.selected].filter((id) => !gone.has(id)));
  if (!moved || state.cursor === null || !gone.has(state.cursor)) return { ...state, selected };
  const at = ids.indexOf(state.cursor);
  const below = ids.slice(at).find((id) => !gone.has(id));
  const cursor = below ?? ids.slice(0, at).findLast((id) => !gone.has(id)) ?? null;
  return { ...state, cursor, selected, moves: state.moves + 1 };
}
