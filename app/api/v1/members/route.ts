import { route } from "@/lib/http/route";
import { listMembers } from "@/lib/members/list-members";

export const GET = route({}, async ({ ctx }) => ({ members: await listMembers(ctx) }));
