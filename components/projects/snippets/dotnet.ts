import type { Guide } from "./guide";

export function dotnet(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "dotnet add package Sentry" }],
    configure: [
      {
        title: "Program.cs",
        code: `using Sentry;

using var _ = SentrySdk.Init(options =>
{
    options.Dsn = "${dsn}";
    options.Environment = "production";
    options.Release = "app@1.0.0";
});`,
      },
    ],
    check: [{ title: "Program.cs", code: `throw new InvalidOperationException("Jackdaw check");` }],
    note: "For ASP.NET Core take the package Sentry.AspNetCore and call builder.WebHost.UseSentry with the same options.",
  };
}
