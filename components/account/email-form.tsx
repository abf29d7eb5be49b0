"use client";

import { useRouter } from "next/navigation";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { changeEmail } from "./queries";

/** The address that signs in; the password proves that it is still the same person. */
export function EmailForm({ email: current }: { email: string }) {
  const router = useRouter();
  const [state, submit, isBusy] = useFormAction(async ({ email = "", currentPassword = "" }) => {
    await changeEmail({ email, currentPassword });
    router.refresh();
    toast({ message: `Sign in with ${email} from now on` });
  });
  return (
    <form className="acc-f" action={submit}>
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={state.typed.email ?? current}
        error={state.fields.email ?? state.error}
        required
      />
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={state.fields.currentPassword}
        required
      />
      <Button type="submit" busy={isBusy}>
        Change e-mail
      </Button>
    </form>
  );
}
