// The application's line icons, drawn on 24 × 24; they are always beside words, so screen readers skip them.
const PATHS = {
  add: 'M12 5v14M5 12h14',
  alert: 'M12 4 3 19.5h18L12 4Zm0 6v4.5m0 2.7v.1',
  back: 'M14.5 5 8 12l6.5 7M8 12h12',
  calendar: 'M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4',
  chart: 'M4.5 4v15.5H20M9 16v-4M13 16V8M17 16v-6',
  check: 'm5 12.5 4.5 4.5L19 7',
  clip: 'm19 11-7.3 7.3a4.2 4.2 0 0 1-6-6L13.5 4.5a2.8 2.8 0 0 1 4 4L10 16a1.4 1.4 0 0 1-2-2l6.5-6.5',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2',
  close: 'm6 6 12 12M18 6 6 18',
  coin: 'M12 4c4.4 0 8 1.3 8 3s-3.6 3-8 3-8-1.3-8-3 3.6-3 8-3ZM4 7v5c0 1.7 3.6 3 8 3s8-1.3 8-3V7M4 12v5c0 1.7 3.6 3 8 3s8-1.3 8-3v-5',
  contract: 'M6 3.5h8.5L18.5 8v12.5H6zM14 3.5V8.5h4.5M9 12.5h6M9 16.5h4',
  delivery:
    'M4 12.5c2-1.5 4-1.5 6 0l2 1.5h3a1.5 1.5 0 0 1 0 3h-4M4 19.5l3-1 5 1.5c3 0 6-2.5 8.5-5.5-1-1.3-2.5-1.3-4 0M13 10a3.2 3.2 0 1 1 5-4 3.2 3.2 0 0 1-2.5 5',
  directory:
    'M5 4h13.5v16.5H5zM5 8H3.5M5 12H3.5M5 16H3.5M12 8.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM8.5 17c.5-2 1.8-3 3.5-3s3 1 3.5 3',
  down: 'm6 9.5 6 6 6-6',
  entrance: 'M6 20.5V3.5h12v17M3.5 20.5h17M14.5 12v.1',
  event: 'M4 20V9.5L12 4l8 5.5V20M4 9.5h16M9.5 20v-6h5v6',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-2.7a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4Z',
  flag: 'M6 21V4h12l-2.5 4.5L18 13H6',
  forward: 'm9.5 5 6.5 7-6.5 7',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17Z',
  hidden:
    'm4 4 16 16M9.5 5.9C15.5 4.2 21.5 12 21.5 12a17 17 0 0 1-3.2 3.7M6 8a17 17 0 0 0-3.5 4s4.5 8.5 12.5 6',
  home: 'M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4z',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.7v.1',
  key: 'M8 10.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM11 11.5 19.5 3.5M16 7l3 3',
  leaf: 'M12 21v-9M12 12C12 7 9 4.5 4 4.5c0 5 3 7.5 8 7.5Zm0 3c0-3.5 2.5-5.5 7-5.5 0 4-2.5 5.5-7 5.5Z',
  lock: 'M6.5 11h11v9h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  mail: 'M3.5 5.5h17v13h-17zM3.5 6.5l8.5 7 8.5-7',
  map: 'M12 21c4-4.5 6.5-8 6.5-11.5a6.5 6.5 0 0 0-13 0C5.5 13 8 16.5 12 21Zm0-14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  need: 'M12 20s-7.5-4.5-7.5-10A4 4 0 0 1 12 7.5 4 4 0 0 1 19.5 10c0 5.5-7.5 10-7.5 10Z',
  offline:
    'M4 4l16 16M8.5 16a5 5 0 0 1 5.5-1M5 12.5a10 10 0 0 1 4.5-2.7M13.5 9.5a10 10 0 0 1 5.5 3M2 9a14 14 0 0 1 4-2.6M10.5 5a14 14 0 0 1 11.5 4M12 19.5v.1',
  people:
    'M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5ZM3 19.5c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M15.5 5.2a3.2 3.2 0 0 1 0 6M17 14.3c2.5.500 4 2.3 4 5.2',
  person: 'M12 4a3.7 3.7 0 1 0 0 7.4A3.7 3.7 0 0 0 12 4ZM5 20c0-4 3-6 7-6s7 2 7 6',
  phone: 'M8 3.5h8v17H8zM11 17.5h2',
  plan: 'M5 4.5h14v15.5H5zM8 9l1.2 1.2L11.5 8M13.5 9.5H16M8 14.5l1.2 1.2 2.3-2.3M13.5 15H16',
  print: 'M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z',
  referral: 'M5 20v-7c0-2.5 1.5-4 4-4h10.5M15 4.5 19.5 9 15 13.5M5 9V4',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5V7.5h-4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5',
  send: 'M4 11.5 20 4l-5.5 16-3-6.5zM11.5 13.5 20 4',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4ZM9 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.7 7.3 7 9 4.3-1.7 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10',
  ticket: 'M3.5 6.5h17V10a2 2 0 0 0 0 4v3.5h-17V14a2 2 0 0 0 0-4zM14 7v2M14 11v2M14 15v2',
  warning: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5v5.5M12 16.3v.1',
} as const

export type IconName = keyof typeof PATHS

/** Icons with a direction, mirrored on right-to-left screens. */
const POINTING = new Set<IconName>(['back', 'forward', 'referral', 'send'])

export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      className={`icon ${POINTING.has(name) ? 'icon-pointing' : ''} ${className}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
