import { handleAuth } from "@/lib/auth/handle-auth";

export const POST = handleAuth;
