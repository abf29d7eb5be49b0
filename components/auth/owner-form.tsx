"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { createOwner, signIn } from "./queries";
import { useFormAction } from "./use-form-action";

/** The first account of a new server; the person is signed in with it at once. */
export function OwnerForm() {
  const [state, submit, isBusy] = useFormAction(async ({ name = "", email = "", password = "" }) => {
    await createOwner({ name, email, password });
    await signIn({ email, password });
    window.location.assign("/");
  });
  return (
    <>
      <form className="si-f" action={submit}>
        {state.error ? <Banner tone="error" title={state.error} /> : null}
        <Field
          label="Name"
          name="name"
          autoComplete="name"
          defaultValue={state.typed.name}
          error={state.fields.name}
          maxLength={100}
          required
        />
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={state.typed.email}
          error={state.fields.email}
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          help="10 characters or more"
          error={state.fields.password}
          minLength={10}
          maxLength={128}
          required
        />
        <Button type="submit" variant="primary" size="lg" busy={isBusy || state.done}>
          Create owner account
        </Button>
      </form>
      <p className="si-n sec small">
        The first account owns this server. Everything on it needs a sign-in after that.
      </p>
    </>
  );
}
