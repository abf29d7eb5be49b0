import { BrandMark } from "@/components/layout/brand-mark";

/** What this page is for, and which server it belongs to. */
export function AuthHead({ title, host }: { title: string; host: string }) {
  return (
    <div className="si-b">
      <BrandMark size={36} />
      <h1>{title}</h1>
      <p className="sec">{host}</p>
    </div>
  );
}
