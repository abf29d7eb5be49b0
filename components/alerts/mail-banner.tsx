import { MailX } from "lucide-react";
import { Banner } from "@/components/ui/banner";

/** Stands over alerts while this server sends no mail: what is missing, and what works all the same. */
export function MailBanner() {
  return (
    <div className="al-mail">
      <Banner tone="warning" icon={<MailX className="i" />} title="Mail is off">
        Nobody is told by mail until the server is started with <code>JACKDAW_SMTP_URL</code>, such as{" "}
        <code>smtp://user:password@mail.example.com:587</code>, and <code>JACKDAW_MAIL_FROM</code>. Chats,
        pagers and webhooks are told all the same.
      </Banner>
    </div>
  );
}
