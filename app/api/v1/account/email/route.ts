import { changeEmail } from "@/lib/auth/change-email";
import { emailSchema } from "@/lib/auth/schemas";
import { route } from "@/lib/http/route";

export const PUT = route({ body: emailSchema }, ({ ctx, body }) => changeEmail(ctx, body));
