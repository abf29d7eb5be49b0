"use client";

import { CircleAlert } from "lucide-react";
import { AlertDialog as Primitive } from "radix-ui";
import { type ReactElement, type ReactNode, useState } from "react";
import { Button } from "./button";
import { Field } from "./field";
import { useReturnFocus } from "./use-return-focus";

type AlertDialogProps = {
  title: string;
  /** What is lost, in numbers. */
  description: ReactNode;
  /** The act, such as "Delete project". */
  confirmLabel: string;
  /** The way out, such as "Keep project". */
  cancelLabel: string;
  onConfirm: () => void | Promise<void>;
  /** When given, this text must be typed before the act is possible. */
  confirmText?: string;
  icon?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/**
 * Asks before what cannot be undone. Stays open and busy until `onConfirm` settles;
 * when it throws, the dialog stays and shows the error's message.
 */
export function AlertDialog(props: AlertDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const open = props.open ?? ownOpen;
  const returnFocus = useReturnFocus();
  const setOpen = props.onOpenChange ?? setOwnOpen;
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      {props.trigger ? <Primitive.Trigger asChild>{props.trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className="scrim" />
        <Primitive.Content {...returnFocus} className="dlg dlg-box">
          <Question {...props} close={() => setOpen(false)} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Its own component, so what was typed is forgotten when the dialog closes. */
function Question({ close, ...props }: AlertDialogProps & { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function confirm() {
    setBusy(true);
    setRefusal(undefined);
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : "Nothing was changed. Try again.");
      setBusy(false);
    }
  }

  return (
    <>
      <Primitive.Title>{props.title}</Primitive.Title>
      <Primitive.Description className="sec">{props.description}</Primitive.Description>
      {props.confirmText ? (
        <Field
          label={
            <>
              Type <b>{props.confirmText}</b> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      {refusal ? (
        <p className="help err" role="alert">
          <CircleAlert className="i" />
          <span>{refusal}</span>
        </p>
      ) : null}
      <div className="dlg-acts">
        <Primitive.Cancel asChild>
          <Button>{props.cancelLabel}</Button>
        </Primitive.Cancel>
        <Button
          variant="danger"
          icon={props.icon}
          busy={busy}
          disabled={props.confirmText !== undefined && typed !== props.confirmText}
          onClick={() => void confirm()}
        >
          {props.confirmLabel}
        </Button>
      </div>
    </>
  );
}
