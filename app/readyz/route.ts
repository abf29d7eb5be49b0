import { answerReadyz } from "@/lib/health/answer-health";

// The front answers this by itself; the route is for a plain `next start`.
export const dynamic = "force-dynamic";

export const GET = answerReadyz;
