"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { changePassword, sessionsQuery } from "./queries";

/** A new password, which also ends every other session. */
export function PasswordForm({ email }: { email: string }) {
  const client = useQueryClient();
  const [state, submit, isBusy] = useFormAction(async ({ currentPassword = "", newPassword = "" }) => {
    await changePassword({ currentPassword, newPassword });
    toast({ message: "Password changed, every other session ended" });
    await client.invalidateQueries(sessionsQuery);
  });
  return (
    <form className="acc-f" action={submit}>
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={state.fields.currentPassword ?? state.error}
        required
      />
      <Field
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        help="10 characters or more. Every other session ends."
        error={state.fields.newPassword}
        minLength={10}
        maxLength={128}
        required
      />
      <Button type="submit" busy={isBusy}>
        Change password
      </Button>
    </form>
  );
}
