import { route } from "@/lib/http/route";
import { changeRole } from "@/lib/members/change-role";
import { removeMember } from "@/lib/members/remove-member";
import { changeRoleSchema, memberParams } from "@/lib/members/schemas";

export const PATCH = route({ params: memberParams, body: changeRoleSchema }, ({ ctx, params, body }) =>
  changeRole(ctx, params.id, body),
);

export const DELETE = route({ params: memberParams }, ({ ctx, params }) => removeMember(ctx, params.id));
