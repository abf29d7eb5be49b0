import { Count } from "@/components/ui/number";
import type { KeyStats } from "@/lib/stats/schemas";
import { keyLabel } from "./key-label";

type KeyStatsTableProps = {
  keys: readonly KeyStats[];
  /** The key that the page is about. */
  current?: string;
  onChoose: (id: string | null) => void;
};

/** Which key brought how much; a click on one shows it alone. */
export function KeyStatsTable({ keys, current, onChoose }: KeyStatsTableProps) {
  const top = Math.max(1, ...keys.map(({ received }) => received));
  return (
    <section className="st-s" aria-labelledby="key-stats-h">
      <div className="sec-h">
        <h2 id="key-stats-h">
          Keys <span className="n num">{keys.length}</span>
        </h2>
      </div>
      <table className="tbl tbl-ks">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col" className="right">
              Received
            </th>
            <th scope="col" className="right">
              Accepted
            </th>
            <th scope="col" className="right">
              Duplicates
            </th>
            <th scope="col" className="right">
              Dropped
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id} className={key.id === current ? "is-on" : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className="link trunc"
                  aria-pressed={key.id === current}
                  title={key.id === current ? "Show all keys" : "Show this key alone"}
                  onClick={() => onChoose(key.id === current ? null : key.id)}
                >
                  {keyLabel(key)}
                </button>
              </th>
              <td className="right">
                <span className="ad" aria-hidden="true">
                  <i style={{ width: `${Math.round((key.received / top) * 100)}%` }} />
                </span>
                <Count value={key.received} noun="items" />
              </td>
              <td className="right">
                <Count value={key.accepted} noun="events accepted" />
              </td>
              <td className="right">
                <Count value={key.duplicates} noun="duplicates" className="mut" />
              </td>
              <td className="right">
                <Count
                  value={key.dropped}
                  noun="items dropped"
                  className={key.dropped > 0 ? "t-warning" : "mut"}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
