import { frames, sourceContext } from "../frames.mjs";
import { person } from "../people.mjs";
import { newId, pick } from "../random.mjs";

/** An event as raven-python 6.10 sends it: times without a zone, "extra" with quoted strings, a culprit of its own. */
function report({ type, value, culprit, stack, vars, source }) {
  return (random, at) => {
    const list = frames(stack, (file) => ({
      abs_path: `/opt/backoffice/${file}`,
      module: file.replace(/\.py$/, "").replaceAll("/", "."),
    }));
    for (const frame of list) delete frame.in_app;
    Object.assign(list.at(-1), sourceContext(source), { vars });
    return {
      event_id: newId(),
      project: "1",
      platform: "python",
      level: 40,
      timestamp: new Date(at).toISOString().slice(0, 19),
      time_spent: null,
      server_name: "backoffice-old",
      release: "2014.11",
      environment: "production",
      culprit,
      message: `${type}: ${value}`,
      logger: "django.request",
      sdk: { name: "raven-python", version: "6.10.0" },
      exception: {
        values: [{ type, module: "exceptions", value, mechanism: null, stacktrace: { frames: list } }],
      },
      modules: { django: "1.11.29", python: "2.7.18", raven: "6.10.0" },
      extra: { "sys.argv": ["'manage.py'", "'runfcgi'"] },
      tags: { site: pick(random, ["de", "at", "ch"]) },
      user: person(random),
      repos: {},
      breadcrumbs: {
        values: [
          {
            timestamp: at / 1000 - 3,
            type: "default",
            category: "django.db",
            level: "debug",
            message: "SELECT id FROM stock",
            data: {},
          },
        ],
      },
    };
  };
}

export const ravenIssues = [
  {
    project: "demo-legacy",
    door: "raven",
    weight: 16,
    make: report({
      type: "UnicodeDecodeError",
      value: "'ascii' codec can't decode byte 0xc3 in position 4: ordinal not in range(128)",
      culprit: "backoffice.export in to_csv",
      stack: [
        "get_response django/core/handlers/base.py:132",
        "download backoffice/views.py:88",
        "to_csv backoffice/export.py:41",
      ],
      vars: { row: ["'1042'", "'M\\xc3\\xbcller'"], encoding: "'ascii'" },
      source: `
    for row in rows:
        writer.writerow([
>>            unicode(cell, encoding) for cell in row
        ])`,
    }),
  },
  {
    project: "demo-legacy",
    door: "raven",
    weight: 5,
    make: report({
      type: "IntegrityError",
      value: "(1062, \"Duplicate entry '1042' for key 'sku'\")",
      culprit: "backoffice.stock in import_row",
      stack: ["get_response django/core/handlers/base.py:132", "import_row backoffice/stock.py:67"],
      vars: { sku: "'1042'", dry_run: "False" },
      source: `
def import_row(row, dry_run=False):
    article = Article(sku=row[0], name=row[1])
    if not dry_run:
>>        article.save(force_insert=True)
    return article`,
    }),
  },
];
