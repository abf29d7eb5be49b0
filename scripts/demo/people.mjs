import { pick } from "./random.mjs";

const names = [
  "amara",
  "bilal",
  "chloe",
  "dmitri",
  "elena",
  "farah",
  "goran",
  "hana",
  "ivan",
  "jonas",
  "keiko",
  "luis",
];

/** Somebody who met the error; the first few meet it more often. */
export function person(random) {
  const number = Math.floor(random() ** 1.6 * 240);
  const name = names[number % names.length];
  return {
    id: String(1000 + number),
    username: `${name}${number}`,
    email: `${name}${number}@example.com`,
    ip_address: `203.0.113.${number % 250}`,
  };
}

const browsers = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
];

/** The User-Agent header of a browser, the usual ones more often. */
export function browser(random) {
  return pick(random, browsers, 1.6);
}
