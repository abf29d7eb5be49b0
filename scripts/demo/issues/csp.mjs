import { pick } from "../random.mjs";

/** A report that a browser sends by itself when a page's Content-Security-Policy blocks something. */
function report({ directive, blocked, page }) {
  return (random) => ({
    "csp-report": {
      "document-uri": `https://shop.example.com${page}`,
      referrer: "",
      "violated-directive": directive,
      "effective-directive": directive,
      "original-policy": `default-src 'self'; ${directive} 'self'; report-uri /csp`,
      disposition: "report",
      "blocked-uri": pick(random, blocked),
      "status-code": 200,
      "script-sample": "",
    },
  });
}

export const cspIssues = [
  {
    project: "demo-web",
    door: "security",
    weight: 17,
    make: report({
      directive: "script-src-elem",
      blocked: ["https://cdn.example.net/pixel.js"],
      page: "/cart",
    }),
  },
  {
    project: "demo-web",
    door: "security",
    weight: 6,
    make: report({ directive: "img-src", blocked: ["https://images.example.org"], page: "/" }),
  },
];
