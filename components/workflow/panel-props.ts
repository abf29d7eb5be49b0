import type { Panel, Subject } from "./subject";

/** What every picker and dialog of the workflow is given. */
export type PanelProps = {
  subject: Subject;
  /** The control or the row that it belongs to. */
  anchor: Element | null;
  /** Closes it; `then` follows when the focus is back where it was. */
  onClose: (then?: () => void) => void;
  /** Goes on to another one, in the same place. */
  onOpen: (panel: Panel) => void;
};
