import { route } from "@/lib/http/route";
import { listPeople } from "@/lib/members/list-people";

export const GET = route({}, ({ ctx }) => listPeople(ctx));
