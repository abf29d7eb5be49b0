"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { signIn } from "./queries";
import { useFormAction } from "./use-form-action";

/** E-mail and password. Leaves for `next`, a path of this server, by a full load. */
export function SignInForm({ next }: { next: string }) {
  const [state, submit, isBusy] = useFormAction(async ({ email = "", password = "" }) => {
    await signIn({ email, password });
    window.location.assign(next);
  });
  return (
    <>
      <form className="si-f" action={submit}>
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={state.typed.email}
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          error={state.error}
          required
        />
        <Button type="submit" variant="primary" size="lg" busy={isBusy || state.done}>
          Sign in
        </Button>
      </form>
      <p className="si-n sec small">No account? Ask the owner of this server.</p>
    </>
  );
}
