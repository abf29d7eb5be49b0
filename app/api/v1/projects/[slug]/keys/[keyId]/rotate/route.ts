import { route } from "@/lib/http/route";
import { rotateKey } from "@/lib/projects/rotate-key";
import { keyParams } from "@/lib/projects/schemas";

export const POST = route({ params: keyParams }, ({ ctx, params }) => rotateKey(ctx, params));
