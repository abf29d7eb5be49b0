const isDev = process.env.NODE_ENV === "development";

// Next's own inline scripts carry the page's data, hence 'unsafe-inline'; hot reload evaluates strings.
const policy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDev ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  `connect-src 'self'${isDev ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Content-Security-Policy", value: policy },
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  devIndicators: false,
  images: { unoptimized: true },
  // Types are checked by the suite, tests included; a start on somebody's server need not do it again.
  typescript: { ignoreBuildErrors: true },
  // SDKs post to addresses with a slash at the end and follow no redirect.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["pg", "@prisma/adapter-pg"],
  allowedDevOrigins: ["127.0.0.1"],
  // Whoever shortens an address lands somewhere.
  redirects: async () => [{ source: "/settings", destination: "/settings/members", permanent: false }],
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // Links that were shared: their address is the permission, and goes nowhere else.
    {
      source: "/share/:path*",
      headers: [
        { key: "Referrer-Policy", value: "no-referrer" },
        { key: "X-Robots-Tag", value: "noindex, nofollow" },
      ],
    },
    // Pages show people's data: no cache keeps them. Files of the build are named by their content.
    { source: "/((?!_next/).*)", headers: [{ key: "Cache-Control", value: "no-store" }] },
  ],
};
