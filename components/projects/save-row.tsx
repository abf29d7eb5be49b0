import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** The end of a form: what went wrong with it as a whole, and the button that saves it. */
export function SaveRow({
  error,
  isBusy,
  children,
}: {
  error?: string;
  isBusy: boolean;
  children: ReactNode;
}) {
  return (
    <>
      {error ? (
        <p className="help err" role="alert">
          {error}
        </p>
      ) : null}
      <div className="row">
        <Button type="submit" busy={isBusy}>
          {children}
        </Button>
      </div>
    </>
  );
}
