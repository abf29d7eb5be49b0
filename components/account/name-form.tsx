"use client";

import { useRouter } from "next/navigation";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { changeName } from "./queries";

/** How the person is called on this server. */
export function NameForm({ name: current }: { name: string }) {
  const router = useRouter();
  const [state, submit, isBusy] = useFormAction(async ({ name = "" }) => {
    await changeName({ name });
    router.refresh();
    toast({ message: "Name changed" });
  });
  return (
    <form className="acc-f" action={submit}>
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={state.typed.name ?? current}
        error={state.fields.name ?? state.error}
        maxLength={100}
        required
      />
      <Button type="submit" busy={isBusy}>
        Change name
      </Button>
    </form>
  );
}
