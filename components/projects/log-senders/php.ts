import { quoteSingle } from "./quote";
import type { LogSender } from "./sender";

const monolog: LogSender = {
  id: "monolog",
  name: "PHP Monolog",
  snippets: ({ host, port, isTls, prefix, token, service }) => [
    { title: "Terminal", code: "composer require monolog/monolog 'graylog2/gelf-php:^2.0'" },
    {
      title: "logger.php",
      code: `<?php
require 'vendor/autoload.php';

$transport = new Gelf\\Transport\\HttpTransport(
    ${quoteSingle(host)}, ${port}, ${quoteSingle(`${prefix}/gelf`)}${isTls ? ", new Gelf\\Transport\\Stream\\SslOptions()" : ""}
);
$transport->setAuthentication('jackdaw', ${quoteSingle(token)});

$logger = new Monolog\\Logger(${quoteSingle(service)});
$logger->pushHandler(new Monolog\\Handler\\GelfHandler(
    new Gelf\\Publisher($transport), Monolog\\Level::Debug
));

$logger->info('Hello from PHP', ['userId' => 42]);`,
    },
  ],
  note: "Monolog 3. In Laravel: the same handler in a channel with the driver monolog.",
};

export const phpSenders = [monolog];
