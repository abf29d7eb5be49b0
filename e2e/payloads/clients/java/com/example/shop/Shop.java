package com.example.shop;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What fails, whatever client reports it. */
final class Shop {
  static final class PaymentException extends RuntimeException {
    PaymentException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  interface Till {
    int open(Map<String, String> order);
  }

  static int chargeCard(Map<String, String> order) {
    return order.get("card").length();
  }

  static int refundCard(Map<String, String> order) {
    return order.get("card").length();
  }

  static void readStock() {
    throw new IllegalStateException("stock is negative");
  }

  static void loadOrder(String id) {
    throw new PaymentException("order " + id + " is not paid", null);
  }

  static void wrapCause() {
    try {
      readStock();
    } catch (IllegalStateException error) {
      throw new PaymentException("cannot sell", error);
    }
  }

  static void wrapSuppressed() {
    PaymentException error = new PaymentException("several failed", null);
    error.addSuppressed(collect(() -> readStock()));
    error.addSuppressed(collect(() -> loadOrder("A-1")));
    throw error;
  }

  static int weighBox(int depth) {
    if (depth == 0) throw new PaymentException("box is empty", null);
    return 1 + weighBox(depth - 1);
  }

  static int countBoxes(int depth) {
    return 1 + countBoxes(depth + 1);
  }

  static void inStream() {
    List.of(Map.<String, String>of()).stream().mapToInt(order -> chargeCard(order)).sum();
  }

  static void byReflection() {
    try {
      Shop.class.getDeclaredMethod("readStock").invoke(null);
    } catch (ReflectiveOperationException error) {
      throw new PaymentException("cannot call", error);
    }
  }

  static void byProxy() {
    Till till = (Till) Proxy.newProxyInstance(
        Shop.class.getClassLoader(),
        new Class<?>[] {Till.class},
        (proxy, method, args) -> chargeCard(Map.of()));
    till.open(Map.of());
  }

  static void inAnonymousClass() {
    new Supplier<Integer>() {
      @Override
      public Integer get() {
        return chargeCard(Map.of());
      }
    }.get();
  }

  static Throwable collect(Runnable work) {
    try {
      work.run();
      return null;
    } catch (Throwable error) {
      return error;
    }
  }

  /** The error of a case; null for cases that the client itself must make. */
  static Throwable fail(String name) {
    return switch (name) {
      case "handled", "fingerprint", "fingerprint-hybrid" -> collect(() -> chargeCard(Map.of()));
      case "other-function" -> collect(() -> refundCard(Map.of()));
      case "cause-chain" -> collect(() -> wrapCause());
      case "suppressed" -> collect(() -> wrapSuppressed());
      case "id-in-message" -> collect(() -> loadOrder("6f1ed002-ab55-4dd4-9a3c-1b6d4f0f9c11"));
      case "recursion-shallow" -> collect(() -> weighBox(3));
      case "recursion-deep" -> collect(() -> weighBox(8));
      case "stack-overflow" -> collect(() -> countBoxes(0));
      case "in-stream" -> collect(() -> inStream());
      case "by-reflection" -> collect(() -> byReflection());
      case "by-proxy" -> collect(() -> byProxy());
      case "in-anonymous-class" -> collect(() -> inAnonymousClass());
      default -> null;
    };
  }
}
