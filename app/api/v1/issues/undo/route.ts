import { route } from "@/lib/http/route";
import { undoChangeSchema } from "@/lib/issues/workflow/schemas";
import { undoChange } from "@/lib/issues/workflow/undo-change";

export const POST = route({ body: undoChangeSchema }, ({ ctx, body }) => undoChange(ctx, body));
