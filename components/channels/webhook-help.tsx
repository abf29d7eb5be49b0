"use client";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { VerifySamples } from "./verify-samples";

const body = `{
  "version": 1,
  "delivery": "0b6f…",
  "event": "issue.new",
  "subject": "[web] New issue: TypeError: x is undefined (WEB-4F2)",
  "text": "The alert “New issues” was waiting for this.",
  "url": "https://jackdaw.example.com/issues/WEB-4F2",
  "notifications": [
    { "id": "…", "createdAt": "2026-11-16T16:20:00.000Z", "kind": "issue", "reason": "new", "issue": { … }, … }
  ]
}`;

/** What a webhook gets, and how it knows whom from. */
export function WebhookHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="What a webhook gets"
    >
      <div className="mem-f ch-wide">
        <p className="sec">
          A POST with JSON for each delivery. Answer with 2xx within 5 seconds. What answers 408, 425, 429 or
          5xx, or not at all, is tried again for 72 hours; every other 4xx is final, and redirects are not
          followed.
        </p>
        <dl className="ch-dl">
          <dt>
            <code>X-Jackdaw-Delivery</code>
          </dt>
          <dd>The same on every try, so that you can drop what you have; also as Idempotency-Key.</dd>
          <dt>
            <code>X-Jackdaw-Event</code>
          </dt>
          <dd>
            issue.new, firing, resolved, reminder, summary, test, and others; digest when several are told at
            once.
          </dd>
          <dt>
            <code>X-Jackdaw-Signature</code>
          </dt>
          <dd>t=seconds,v1=HMAC-SHA256 in hex of “seconds.body”, with the signing key.</dd>
        </dl>
        <VerifySamples />
        <CodeBlock title="Body" code={body} />
        <p className="help">
          Every field stands in docs/webhook.md of Jackdaw. Texts in it come from your events: escape them for
          where you show them. A lost key cannot be shown: make another channel.
        </p>
        <DialogActions>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
