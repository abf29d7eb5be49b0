import type { ListenerList } from "@/lib/logs/listeners/schemas";
import { formatTime } from "@/lib/format/format-time";

/** Which certificate listeners with TLS show to their senders. */
export function CertificateSection({ certificate, trouble }: NonNullable<ListenerList["tls"]>) {
  return (
    <section className="fs" aria-labelledby="certificate">
      <h2 id="certificate">Certificate</h2>
      {certificate ? (
        <p className="sec lsn-w">
          Listeners with TLS show <code>{certificate.file}</code>, for{" "}
          {certificate.names.join(", ") || "no name"},{" "}
          {certificate.isExpired ? <b>expired</b> : "valid until"}{" "}
          {formatTime(certificate.validTo, { now: 0 })}. It is read when a listener is opened: after it was
          renewed, switch the listener off and on.
        </p>
      ) : trouble ? (
        <p className="help err" role="alert">
          {trouble}
        </p>
      ) : (
        <p className="sec lsn-w">
          None is set. Syslog over TLS needs one: name the PEM files of the certificate and its key in{" "}
          <code>JACKDAW_LOG_TLS_CERT</code> and <code>JACKDAW_LOG_TLS_KEY</code>, and start Jackdaw again.
        </p>
      )}
    </section>
  );
}
