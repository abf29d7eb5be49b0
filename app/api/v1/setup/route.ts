import { createOwner } from "@/lib/auth/create-owner";
import { ownerSchema } from "@/lib/auth/schemas";
import { route } from "@/lib/http/route";

/** The first visitor becomes the owner; everybody after that gets a 409. */
export const POST = route({ public: true, body: ownerSchema }, ({ body }) => createOwner(body));
