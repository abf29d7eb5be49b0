import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { VerifySamples } from "./verify-samples";

/** The key that messages of a webhook are signed with, the only time that anybody can see it, and how to check by it. */
export function SigningKey({ signingKey, onDone }: { signingKey: string; onDone: () => void }) {
  return (
    <div className="mem-f ch-wide">
      <p className="sec">
        Each message is signed with this key, so that your program can tell it from others. It is not shown
        again: keep it where the program finds it.
      </p>
      <Field label="Signing key" value={signingKey} readOnly onFocus={({ target }) => target.select()} />
      <VerifySamples />
      <DialogActions>
        <CopyButton text={signingKey} label="Copy key" />
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </div>
  );
}
