"use client";

import { MailBanner } from "@/components/alerts/mail-banner";
import { Switch } from "@/components/ui/switch";
import type { Preferences, PreferenceSubject } from "@/lib/notifications/schemas";
import { AddressSection } from "./address-section";
import { ProjectChoices } from "./project-choices";
import { subjects } from "./subjects";
import { usePreferences } from "./use-preferences";

type PreferencesViewProps = {
  initial: Preferences;
  /** Of the link of a test mail; '' when nobody came by one. */
  confirmToken: string;
};

/** What a person is told by mail: where to, of what, and of which projects otherwise. Each switch holds at once. */
export function PreferencesView({ initial, confirmToken }: PreferencesViewProps) {
  const { preferences, choose } = usePreferences(initial);
  const { wants, mailTrouble } = preferences;
  return (
    <>
      {mailTrouble === null ? null : <MailBanner />}
      <AddressSection preferences={preferences} confirmToken={confirmToken} />
      <section className="fs" aria-labelledby="told">
        <h2 id="told">What you are told by mail</h2>
        <p className="sec">Never of what you did yourself. Each mail has a link that ends its kind.</p>
        <ul className="acc-s">
          {(Object.keys(subjects) as PreferenceSubject[]).map((subject) => (
            <li key={subject}>
              <span className="grow">
                <span className="med" id={`subject-${subject}`}>
                  {subjects[subject].name}
                </span>
                <span className="np-n sec">{subjects[subject].note}</span>
              </span>
              <Switch
                checked={wants[subject]}
                onCheckedChange={(isWanted) => choose({ [subject]: isWanted })}
              >
                <span className="vh">{subjects[subject].name}</span>
              </Switch>
            </li>
          ))}
        </ul>
      </section>
      <ProjectChoices preferences={preferences} choose={choose} />
    </>
  );
}
