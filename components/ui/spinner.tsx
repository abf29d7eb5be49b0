import { LoaderCircle } from "lucide-react";

/** A turning circle for a busy control; the control itself says what it does. */
export function Spinner() {
  return <LoaderCircle className="i spin" />;
}
