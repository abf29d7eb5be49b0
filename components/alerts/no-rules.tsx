"use client";

import { Bell } from "lucide-react";
import { useState } from "react";
import { RoleNote } from "@/components/projects/role-note";
import { useShell } from "@/components/layout/shell-context";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/components/layout/place";
import { makeReadyMade, type ReadyMade, readyMade } from "./ready-made";
import { sentenceOf } from "./sentence-of";
import type { useRuleActs } from "./use-rule-acts";

/** What alerts are, and three that most want, one click each. */
export function NoRules({ acts }: { acts: ReturnType<typeof useRuleActs> }) {
  const { projects, canWork } = useShell();
  if (projects.length === 0) {
    return (
      <EmptyState
        icon={<Bell className="i" />}
        title="Nothing to watch yet"
        actions={
          <ButtonLink variant="primary" href={paths.newProject}>
            Create a project
          </ButtonLink>
        }
      >
        <p>An alert watches the events and log lines of a project, and there is none yet.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Bell className="i" />}
      title="No alerts yet"
      actions={canWork ? <ButtonLink href={paths.newAlert}>Write your own</ButtonLink> : undefined}
    >
      <p>
        An alert is a rule: something happens to an issue, or a number of events or log lines crosses a
        threshold. Then people, chats or pagers are told, once, and again when it is over.
      </p>
      {canWork ? (
        <ul className="al-ready" aria-label="Ready-made alerts">
          {readyMade.map((one) => (
            <Offer key={one.id} offer={one} acts={acts} />
          ))}
        </ul>
      ) : (
        <RoleNote needs="work" act="write alerts" />
      )}
    </EmptyState>
  );
}

/** A ready-made rule with what it asks; it watches every project that the reader sees. */
export function Offer({ offer, acts }: { offer: ReadyMade; acts: ReturnType<typeof useRuleActs> }) {
  const { projects, user } = useShell();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    await acts.make(
      makeReadyMade(offer, { projects: projects.map(({ slug }) => slug).slice(0, 100), userId: user.id }),
    );
    setBusy(false);
  };
  return (
    <li>
      <div>
        <b>{offer.name}</b>
        <p className="sec">{sentenceOf(offer.condition)}</p>
        <p className="mut small">{offer.help}</p>
      </div>
      <Button busy={busy} aria-label={`Create ${offer.name}`} onClick={() => void make()}>
        Create
      </Button>
    </li>
  );
}
