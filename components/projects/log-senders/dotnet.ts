import { quoteJson } from "./quote";
import type { LogSender } from "./sender";

const serilog: LogSender = {
  id: "serilog",
  name: ".NET Serilog",
  snippets: ({ base, token, service }) => [
    { title: "Terminal", code: "dotnet add package Serilog.Sinks.OpenTelemetry" },
    {
      title: "Program.cs",
      code: `using Serilog;
using Serilog.Sinks.OpenTelemetry;

Log.Logger = new LoggerConfiguration()
    .MinimumLevel.Debug()
    .WriteTo.OpenTelemetry(options =>
    {
        options.Endpoint = ${quoteJson(`${base}/v1/logs`)};
        options.Protocol = OtlpProtocol.HttpProtobuf;
        options.Headers = new Dictionary<string, string>
        {
            ["Authorization"] = ${quoteJson(`Bearer ${token}`)},
        };
        options.ResourceAttributes = new Dictionary<string, object>
        {
            ["service.name"] = ${quoteJson(service)},
        };
    })
    .CreateLogger();

Log.Information("Hello from .NET, user {UserId}", 42);
await Log.CloseAndFlushAsync();`,
    },
  ],
};

export const dotnetSenders = [serilog];
