import { type NextRequest, NextResponse } from "next/server";

/**
 * Tells pages their own address, which a server component cannot see, so that signing in leads back to
 * it. Decides nothing: who may see what is decided in lib, next to the data.
 */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-jackdaw-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!api/|_next/).*)" };
