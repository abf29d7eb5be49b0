import { route } from "@/lib/http/route";
import { sendTestMail } from "@/lib/notifications/preferences/send-test-mail";

export const POST = route({}, ({ ctx }) => sendTestMail(ctx));
