import type { Guide } from "./guide";

export function go(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "go get github.com/getsentry/sentry-go" }],
    configure: [
      {
        title: "main.go",
        code: `import (
	"errors"
	"log"
	"time"

	"github.com/getsentry/sentry-go"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn:              "${dsn}",
		Environment:      "production",
		Release:          "app@1.0.0",
		AttachStacktrace: true,
	})
	if err != nil {
		log.Fatalf("sentry.Init: %s", err)
	}
	defer sentry.Flush(2 * time.Second)
}`,
      },
    ],
    check: [
      {
        title: "main.go, at the end of main",
        code: `	sentry.CaptureException(errors.New("Jackdaw check"))`,
      },
    ],
    note: "Events are sent in the background: Flush waits for them before the program ends.",
  };
}
