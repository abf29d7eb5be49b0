"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { InvitationView } from "@/lib/invitations/schemas";
import { acceptInvitation, signIn } from "./queries";
import { useFormAction } from "./use-form-action";

type AcceptFormProps = Pick<InvitationView, "email" | "asks"> & { token: string };

/** Makes an account for the invited address, or lets the one that is there join; the person is signed in then. */
export function AcceptForm({ token, email, asks }: AcceptFormProps) {
  const [state, submit, isBusy] = useFormAction(async ({ name, password }) => {
    await acceptInvitation({
      token,
      ...(asks === "account" ? { name } : {}),
      ...(asks === "nothing" ? {} : { password }),
    });
    if (password !== undefined) await signIn({ email, password });
    window.location.assign("/");
  });
  return (
    <form className="si-f" action={submit}>
      {state.error ? <Banner tone="error" title={state.error} /> : null}
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        value={email}
        help="The invitation is for this address."
        readOnly
      />
      {asks === "account" ? (
        <Field
          label="Name"
          name="name"
          autoComplete="name"
          defaultValue={state.typed.name}
          error={state.fields.name}
          maxLength={100}
          required
        />
      ) : null}
      {asks === "nothing" ? null : (
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={asks === "account" ? "new-password" : "current-password"}
          help={asks === "account" ? "10 characters or more" : "Of the account that this address has here"}
          error={state.fields.password}
          {...(asks === "account" ? { minLength: 10, maxLength: 128 } : {})}
          required
        />
      )}
      <Button type="submit" variant="primary" size="lg" busy={isBusy || state.done}>
        {asks === "account" ? "Create account" : "Join"}
      </Button>
    </form>
  );
}
