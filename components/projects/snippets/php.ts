import type { Guide } from "./guide";

export function php(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "composer require sentry/sentry" }],
    configure: [
      {
        title: "bootstrap.php",
        code: `<?php

require __DIR__ . '/vendor/autoload.php';

\\Sentry\\init([
    'dsn' => '${dsn}',
    'environment' => 'production',
    'release' => 'app@1.0.0',
]);`,
      },
    ],
    check: [
      {
        title: "check.php",
        code: `<?php

require __DIR__ . '/bootstrap.php';

throw new RuntimeException('Jackdaw check');`,
      },
    ],
  };
}
