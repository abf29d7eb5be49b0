import { quoteJson } from "./quote";
import type { LogSender } from "./sender";

const slog: LogSender = {
  id: "slog",
  name: "Go slog",
  snippets: ({ base, token, service }) => [
    {
      title: "Terminal",
      code: `go get go.opentelemetry.io/contrib/bridges/otelslog \\
  go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp \\
  go.opentelemetry.io/otel/sdk/log`,
    },
    {
      title: "main.go",
      code: `package main

import (
	"context"
	"log/slog"

	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
)

func main() {
	ctx := context.Background()
	exporter, err := otlploghttp.New(ctx,
		otlploghttp.WithEndpointURL(${quoteJson(`${base}/v1/logs`)}),
		otlploghttp.WithHeaders(map[string]string{"Authorization": ${quoteJson(`Bearer ${token}`)}}),
	)
	if err != nil {
		panic(err)
	}
	provider := log.NewLoggerProvider(
		log.WithProcessor(log.NewBatchProcessor(exporter)),
		log.WithResource(resource.NewSchemaless(attribute.String("service.name", ${quoteJson(service)}))),
	)
	defer provider.Shutdown(ctx)

	slog.SetDefault(otelslog.NewLogger("main", otelslog.WithLoggerProvider(provider)))
	slog.Info("Hello from Go", "userId", 42)
}`,
    },
  ],
};

export const goSenders = [slog];
