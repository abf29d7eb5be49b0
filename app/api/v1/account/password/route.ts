import { changePassword } from "@/lib/auth/change-password";
import { passwordSchema } from "@/lib/auth/schemas";
import { route } from "@/lib/http/route";

export const PUT = route({ body: passwordSchema }, ({ ctx, body }) => changePassword(ctx, body));
