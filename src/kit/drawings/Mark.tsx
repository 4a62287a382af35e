// The logo: a sprout of two leaves over a root longer than itself.

/** The drawing alone, on 32 × 32; `currentColor` for stem and root, the leaves in leaf green. */
export function Mark({ className = '' }: { className?: string }) {
  return (
    <svg className={`mark ${className}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="mark-leaf" d="M16 13C16 7.4 12.4 3.6 5.5 3.4 5.7 9.4 9.3 13 16 13Z" />
      <path className="mark-leaf" d="M16 12c0-4 2.8-6.9 8.3-7C24.2 9.5 21.3 12 16 12Z" />
      <path className="mark-root" d="M16 9.5V29M16 19c-.5 3-2.5 4.8-6.5 5.2M16 21.5c.5 3.2 2.5 5 6.5 5.3" />
      <path className="mark-ground" d="M3 15.8h8.5M20.5 15.8H29" />
    </svg>
  )
}

export function Wordmark({ className = '' }: { className?: string }) {
  return (
    <span className={`wordmark ${className}`} translate="no">
      <Mark />
      <span>arraigo</span>
    </span>
  )
}
