/** The product's mark and name. */
export function Logo({ large = false }: { large?: boolean }) {
  return (
    <span className={large ? 'rg-logo rg-logo-large' : 'rg-logo'}>
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="7" className="rg-logo-field" />
        <path d="M10 9h12M10 15h12M10 21h6" className="rg-logo-line" />
        <path d="M18.5 22.5l2.6 2.6 4.6-5" className="rg-logo-line" />
      </svg>
      Регламент
    </span>
  );
}
