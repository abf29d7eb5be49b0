import { describe, expect, it } from "vitest";
import { cleanClassName, cleanJavaName } from "./java";

describe("cleanJavaName", () => {
  it.each([
    ["com.shop.Cart", "com.shop.Cart"],
    ["com.shop.Cart$Item", "com.shop.Cart$Item"],
    ["com.shop.Cart$$EnhancerBySpringCGLIB$$1ebf43f_2", "com.shop.Cart$$EnhancerBySpringCGLIB$$"],
    ["com.shop.Cart$$FastClassByCGLIB$$a1b2", "com.shop.Cart$$FastClassByCGLIB$$"],
    ["com.shop.Cart$$SpringCGLIB$$0", "com.shop.Cart$$SpringCGLIB$$"],
    ["com.shop.Cart$$EnhancerByGuice$$ae46b1bf", "com.shop.Cart$$EnhancerByGuice$$"],
    ["com.shop.Cart_$$_javassist_74", "com.shop.Cart_$$_javassist"],
    ["com.shop.Cart_$$_javassist_seam_74", "com.shop.Cart_$$_javassist"],
    ["com.shop.Cart_$$_jvst1a2_3", "com.shop.Cart_$$_jvst"],
    ["com.shop.User$HibernateProxy$oRWxjAWT", "com.shop.User$HibernateProxy$"],
    ["com.shop.Cart$MockitoMock$123", "com.shop.Cart$MockitoMock$"],
    ["com.shop.Cart$$Lambda$14/0x0000000800c03000", "com.shop.Cart$$Lambda"],
    ["sun.reflect.GeneratedMethodAccessor12", "sun.reflect.GeneratedMethodAccessor"],
    [
      "jdk.internal.reflect.GeneratedConstructorAccessor7",
      "jdk.internal.reflect.GeneratedConstructorAccessor",
    ],
    ["com.sun.proxy.$Proxy123", "com.sun.proxy.$Proxy"],
    ["shop.cart$total$fn__1234", "shop.cart$total$fn__"],
  ])("%s → %s", (raw, clean) => {
    expect(cleanJavaName(raw)).toBe(clean);
  });
});

describe("cleanClassName", () => {
  it.each([
    ["com.shop.Cart", "com.shop.Cart"],
    ["com.shop.Cart$$EnhancerByShop$$1ebf43f_2", "com.shop.Cart$$EnhancerByShop$$"],
    ["com.shop.Cart$$EnhancerBySpringCGLIB$$1ebf43f", "com.shop.Cart$$EnhancerBySpringCGLIB$$"],
    ["com.shop.Cart$$Lambda$14/0x0000000800c03000", "com.shop.Cart$$Lambda"],
    ["com.shop.ByName$$", "com.shop.ByName$$"],
    ["com.shop.ByName$$abc", "com.shop.ByName$$abc"],
    ["Cart$$EnhancerByShop$$1ebf43f.java", "Cart$$EnhancerByShop$$.java"],
  ])("%s → %s", (raw, clean) => {
    expect(cleanClassName(raw)).toBe(clean);
  });
});
