"use client";

import {
  Archive,
  Check,
  CircleDot,
  Eye,
  Merge,
  RotateCcw,
  SignalHigh,
  Split,
  TrendingUp,
  Undo2,
  UserRound,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { Markdown } from "@/components/markdown/markdown";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Activity, ActivityEntry } from "@/lib/issues/workflow/schemas";
import { tellAct } from "./activity-words";
import { CommentBox } from "./comment-box";

const SIGNS: Record<Exclude<ActivityEntry["kind"], "commented">, { icon: ReactNode; tone?: string }> = {
  resolved: { icon: <Check className="i" />, tone: "ok" },
  unresolved: { icon: <CircleDot className="i" /> },
  archived: { icon: <Archive className="i" /> },
  assigned: { icon: <UserRound className="i" /> },
  priority: { icon: <SignalHigh className="i" /> },
  reviewed: { icon: <Eye className="i" /> },
  regressed: { icon: <RotateCcw className="i" />, tone: "rg" },
  escalated: { icon: <TrendingUp className="i" />, tone: "es" },
  merged: { icon: <Merge className="i" /> },
  unmerged: { icon: <Split className="i" /> },
  undone: { icon: <Undo2 className="i" /> },
};

type EntryProps = {
  activity: Activity;
  nameOf: (mention: string) => string | null;
  /** Undefined when it is not the reader's own. */
  onEdit: ((text: string) => void) | undefined;
  onRemove: (() => void) | undefined;
};

/** One entry of the timeline: an act in a sentence, or a comment with what its author can do to it. */
export function Entry({ activity, ...comment }: EntryProps) {
  const { actor, at, entry } = activity;
  if (entry.kind === "commented") return <Comment activity={activity} entry={entry} {...comment} />;
  const { icon, tone } = SIGNS[entry.kind];
  return (
    <li>
      <span className={tone ? `ac-i ${tone}` : "ac-i"}>{icon}</span>
      <div className={actor ? "ac-t" : "ac-t cap"}>
        {actor ? (
          <>
            <b>{actor.name ?? "Somebody who left"}</b>{" "}
          </>
        ) : null}
        {tellAct(entry, actor)}
        <TimeAgo at={at} sentence />
      </div>
    </li>
  );
}

type CommentProps = EntryProps & { entry: Extract<ActivityEntry, { kind: "commented" }> };

function Comment({ activity: { actor, at }, entry, nameOf, onEdit, onRemove }: CommentProps) {
  const [isEditing, setEditing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const name = actor?.name ?? "Somebody who left";
  // Who was meant is known by more than the name; what is on its way, or older, goes by the name.
  const nameHere = (mention: string) =>
    entry.mentions.find(({ written }) => written === mention.toLowerCase())?.name ?? nameOf(mention);
  return (
    <li className="ac-c">
      <span className="ac-i">
        <Avatar size="sm" name={name} />
      </span>
      <div className="ac-t">
        <b>{name}</b>
        <TimeAgo at={at} sentence />
        {entry.editedAt ? <span className="mut small"> edited</span> : null}
        {isEditing && onEdit ? (
          <CommentBox
            label="Edit comment"
            start={entry.text}
            sendLabel="Save"
            onSend={(text) => {
              setEditing(false);
              if (text !== entry.text) onEdit(text);
            }}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <Markdown text={entry.text} nameOf={nameHere} />
        )}
        {onEdit && onRemove && !isEditing ? (
          <div className="ac-a">
            <Button variant="ghost" size="sm" onClick={() => setEditing(true)}>
              Edit
            </Button>
            <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
              Delete
            </Button>
            <AlertDialog
              title="Delete this comment"
              description="It is gone for everybody, and cannot be brought back."
              confirmLabel="Delete comment"
              cancelLabel="Keep comment"
              open={isAsking}
              onOpenChange={setAsking}
              onConfirm={onRemove}
            />
          </div>
        ) : null}
      </div>
    </li>
  );
}
