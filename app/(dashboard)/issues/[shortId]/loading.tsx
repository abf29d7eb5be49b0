import { IssueSkeleton } from "@/components/issue/issue-skeleton";

export default function Loading() {
  return <IssueSkeleton />;
}
