import { changeName } from "@/lib/auth/change-name";
import { nameSchema } from "@/lib/auth/schemas";
import { route } from "@/lib/http/route";

export const PUT = route({ body: nameSchema }, ({ ctx, body }) => changeName(ctx, body));
