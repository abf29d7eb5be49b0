// Usage: DSN=… shop <case>
// Reports one error in the way that the case names, for the recorded payloads.
package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/getsentry/sentry-go"
)

type PaymentError struct{ reason string }

func (e *PaymentError) Error() string { return e.reason }

type Cart struct{ items []string }

func (c *Cart) Total(index int) string { return c.items[index] }

func chargeCard(order map[string]*Cart) string { return order["cart"].Total(3) }

func weighBox(depth int) {
	if depth == 0 {
		panic("box is empty")
	}
	weighBox(depth - 1)
}

func readStock() error { return &PaymentError{"stock is negative"} }

func loadOrder(id string) error { return fmt.Errorf("order %s is not paid", id) }

func wrapCause() error { return fmt.Errorf("cannot sell: %w", readStock()) }

func recovered(work func()) {
	defer func() {
		if value := recover(); value != nil {
			sentry.CurrentHub().Recover(value)
		}
	}()
	work()
}

func inGoroutine(work func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		recovered(work)
	}()
	<-done
}

func withFingerprint(parts ...string) {
	sentry.WithScope(func(scope *sentry.Scope) {
		scope.SetFingerprint(parts)
		sentry.CaptureException(readStock())
	})
}

func main() {
	name := os.Args[1]
	options := sentry.ClientOptions{
		Dsn:              os.Getenv("DSN"),
		Release:          "shop@1.2.3",
		Environment:      "payloads",
		AttachStacktrace: name == "message-with-stack",
	}
	if err := sentry.Init(options); err != nil {
		panic(err)
	}
	cases := map[string]func(){
		"handled":              func() { sentry.CaptureException(readStock()) },
		"cause-chain":          func() { sentry.CaptureException(wrapCause()) },
		"joined":               func() { sentry.CaptureException(errors.Join(readStock(), loadOrder("A-1"))) },
		"id-in-message":        func() { sentry.CaptureException(loadOrder("6f1ed002-ab55-4dd4-9a3c-1b6d4f0f9c11")) },
		"id-in-message-other":  func() { sentry.CaptureException(loadOrder("0b8f7d0e-95c1-4a3e-8f6b-2f0f3d9e7a55")) },
		"panic":                func() { recovered(func() { chargeCard(map[string]*Cart{"cart": {}}) }) },
		"nil-pointer":          func() { recovered(func() { chargeCard(nil) }) },
		"goroutine":            func() { inGoroutine(func() { chargeCard(map[string]*Cart{"cart": {}}) }) },
		"recursion-shallow":    func() { recovered(func() { weighBox(3) }) },
		"recursion-deep":       func() { recovered(func() { weighBox(8) }) },
		"message":              func() { sentry.CaptureMessage("Stock of 7 is low") },
		"message-other-number": func() { sentry.CaptureMessage("Stock of 12 is low") },
		"message-with-stack":   func() { sentry.CaptureMessage("Stock of 7 is low") },
		"fingerprint":          func() { withFingerprint("stock", "negative") },
		"fingerprint-hybrid":   func() { withFingerprint("{{ default }}", "eu") },
	}
	cases[name]()
	if !sentry.Flush(5 * time.Second) {
		os.Exit(2)
	}
}
