package com.example.shop;

import io.sentry.Sentry;
import java.util.List;
import java.util.Map;

/** Usage: DSN=… java com.example.shop.Reporter CASE. For io.sentry 6 and newer. */
public final class Reporter {
  public static void main(String[] args) throws InterruptedException {
    String name = args[0];
    Sentry.init(options -> {
      options.setDsn(System.getenv("DSN"));
      options.setRelease("shop@1.2.3");
      options.setEnvironment("payloads");
      options.addInAppInclude("com.example.shop");
      options.setAttachThreads(name.equals("threads"));
    });
    switch (name) {
      case "message" -> Sentry.captureMessage("Stock of 7 is low");
      case "message-other-number" -> Sentry.captureMessage("Stock of 12 is low");
      case "threads" -> Sentry.captureException(Shop.fail("handled"));
      case "unhandled" -> {
        Thread thread = new Thread(() -> Shop.chargeCard(Map.of()), "till");
        thread.start();
        thread.join();
      }
      default -> Sentry.withScope(scope -> {
        if (name.equals("fingerprint")) scope.setFingerprint(List.of("stock", "negative"));
        if (name.equals("fingerprint-hybrid")) scope.setFingerprint(List.of("{{ default }}", "eu"));
        Sentry.captureException(Shop.fail(name));
      });
    }
    Sentry.flush(5000);
    System.exit(0);
  }
}
