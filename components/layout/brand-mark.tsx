/** The jackdaw's head. The eye is cut out in the colour of the ground. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg className="brandmark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        className="bm-body"
        d="M12.6 2.8c5.1 0 9 3.9 9 9v8.4c0 .7-.5 1.2-1.2 1.2h-7.8c-4 0-7.3-2.6-8.5-6.2L.9 13.5c-.5-.2-.5-.9 0-1.1l2.9-1.3c.4-4.7 4.1-8.3 8.8-8.3Z"
      />
      <path
        className="bm-nape"
        d="M16.4 3.7c3.1 1.4 5.2 4.5 5.2 8.1v8.4c0 .7-.5 1.2-1.2 1.2h-4.2c2.6-2.4 3.9-5.6 3.9-9.2 0-3.3-1.3-6.3-3.7-8.5Z"
      />
      <circle className="bm-eye" cx="10.6" cy="10.5" r="2.7" />
      <circle className="bm-body" cx="10.3" cy="10.5" r="1.2" />
    </svg>
  );
}
