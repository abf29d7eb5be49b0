"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { useShell } from "@/components/layout/shell-context";
import { RulesEditor } from "@/components/rules/rules-editor";
import { useSettled } from "@/components/search/use-settled";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { ListenerKind } from "@/lib/logs/listen/schemas";
import type { ListenerRow } from "@/lib/logs/listeners/schemas";
import { kinds, listenerName, portNote } from "./kinds";
import { changeListener, createListener, listenersQuery, triedRulesQuery } from "./queries";
import { routingSyntax } from "./routing-syntax";
import { TryBox } from "./try-box";

const PAUSE_MS = 300;
const NONE = "none";
const allKinds = Object.keys(kinds) as ListenerKind[];

type ListenerFormProps = {
  /** What is changed; absent for a new one. */
  listener?: ListenerRow;
  /** Those that are there, for a new one to begin elsewhere. */
  taken?: readonly ListenerRow[];
  onDone: () => void;
};

/** What a listener speaks, its port, and where its lines go, with a place to try that. */
export function ListenerForm({ listener, taken = [], onDone }: ListenerFormProps) {
  const id = useId();
  const { projects } = useShell();
  const client = useQueryClient();
  const [kind, setKind] = useState<ListenerKind>(listener?.kind ?? firstFree(taken));
  const [port, setPort] = useState(String(listener?.port ?? kinds[kind].port));
  const [project, setProject] = useState(
    listener ? (listener.project?.slug ?? NONE) : (projects[0]?.slug ?? NONE),
  );
  const [rules, setRules] = useState(listener?.rules ?? "");
  const [sample, setSample] = useState({ text: "", address: "" });
  const wanted = { kind, port: Number(port), project: project === NONE ? null : project, rules };
  const tried = useQuery(
    triedRulesQuery(
      useSettled(
        { kind, project: wanted.project, rules, sample: sample.text, address: sample.address },
        PAUSE_MS,
      ),
    ),
  );
  const save = useMutation({
    mutationFn: async () => {
      if (listener) await changeListener(listener.id, wanted);
      else await createListener({ ...wanted, isEnabled: true });
      await client.invalidateQueries({ queryKey: listenersQuery.queryKey });
    },
    onSuccess: () => {
      toast({ message: `${listenerName(wanted)}: ${listener ? "saved" : "opening it"}` });
      onDone();
    },
  });
  const refusal = save.error ? readRefusal(save.error) : {};
  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!save.isPending) save.mutate();
  }
  return (
    <form
      className="lsn-f"
      onSubmit={submit}
      aria-label={listener ? listenerName(listener) : "New listener"}
      noValidate
    >
      <div className="lsn-g">
        <div className="field">
          <span className="lab">What senders speak</span>
          <Select
            label="What senders speak"
            value={kind}
            onValueChange={(chosen) => {
              const next = chosen as ListenerKind;
              if (Number(port) === kinds[kind].port) setPort(String(kinds[next].port));
              setKind(next);
            }}
            options={allKinds.map((value) => ({ value, label: kinds[value].name }))}
          />
          <p className="help">{kinds[kind].senders}</p>
        </div>
        <Field
          label="Port"
          inputMode="numeric"
          autoComplete="off"
          value={port}
          onChange={({ target }) => setPort(target.value)}
          error={refusal.port}
          help={portNote(Number(port)) || undefined}
        />
        <div className="field">
          <span className="lab">Lines that no rule is for</span>
          <Select
            label="Lines that no rule is for"
            value={project}
            onValueChange={setProject}
            options={[
              { value: NONE, label: "Refuse them" },
              ...projects.map(({ slug, name }) => ({ value: slug, label: name, hint: slug })),
            ]}
          />
          <p className="help">A line with a token of its own goes where that leads.</p>
        </div>
      </div>
      <RulesEditor
        label="Rules"
        help="By host, program or address of a sender: one rule on each line, the first that matches decides."
        syntax={routingSyntax}
        text={rules}
        onChange={setRules}
        errors={tried.data?.errors ?? []}
        warnings={tried.data?.warnings}
        onSave={submit}
      />
      <TryBox sample={sample} onChange={setSample} tried={tried} />
      {refusal.other ? (
        <p className="help err" role="alert" id={`${id}-error`}>
          {refusal.other}
        </p>
      ) : null}
      <div className="row">
        <Button type="submit" variant="primary" busy={save.isPending}>
          {listener ? "Save" : "Open it"}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

/** The first kind that has no listener yet, the most common ones first. */
function firstFree(taken: readonly ListenerRow[]): ListenerKind {
  const common: ListenerKind[] = ["syslog_tcp", "gelf_udp", "lumberjack", "json_tcp"];
  return common.find((kind) => !taken.some((listener) => listener.kind === kind)) ?? "syslog_tcp";
}

/** What was refused: beside its field where one is to blame. */
function readRefusal(error: Error): { port?: string; other?: string } {
  if (!(error instanceof ApiError)) return { other: error.message };
  if (error.code === "conflict") return { port: error.message };
  const { port, ...others } = error.fields;
  return { port, other: port ? undefined : (Object.values(others)[0] ?? error.message) };
}
