// The console's own icons: 24 × 24, drawn with one stroke.
export const ICONS = {
  home: '<path d="M4 11l8-7 8 7v9h-6v-6h-4v6H4z"/>',
  screen: '<rect x="3" y="4" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16v4"/>',
  picture:
    '<rect x="3" y="5" width="18" height="14" rx="1.5"/><circle cx="9" cy="10" r="1.6"/><path d="M4 18l5-5 4 4 3-3 5 4"/>',
  layout: '<rect x="3" y="4" width="18" height="16" rx="1.5"/><path d="M3 15h18M14 4v11"/>',
  calendar: '<rect x="3" y="5" width="18" height="15" rx="1.5"/><path d="M3 10h18M8 3v4M16 3v4"/>',
  review: '<path d="M6 3h9l4 4v14H6z"/><path d="M9 13l2.5 2.5L16 11"/>',
  people:
    '<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3.5 3.5 0 010 6M18 14c2 .8 3 3 3 6"/>',
  shield: '<path d="M12 3l8 4v5c0 5-4 8-8 9-4-1-8-4-8-9V7z"/>',
  alert: '<path d="M12 4l9 16H3z"/><path d="M12 10v4M12 17v.1"/>',
  back: '<path d="M15 6l-6 6 6 6"/>',
  next: '<path d="M9 6l6 6-6 6"/>',
  down: '<path d="M6 9l6 6 6-6"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l5 5"/>',
  moon: '<path d="M20 14.5A8.5 8.5 0 119.5 4a7 7 0 0010.5 10.5z"/>',
  stale: '<path d="M4 12a8 8 0 0114-5l2 2M20 4v5h-5"/><path d="M20 12a8 8 0 01-14 5M12 8v4l2.5 2"/>',
  camera: '<path d="M4 8h3l2-3h6l2 3h3v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.1"/>',
  sound: '<path d="M4 9v6h4l5 4V5L8 9z"/><path d="M16 9a4 4 0 010 6M18.5 6.5a8 8 0 010 11"/>',
  tick: '<path d="M5 12l5 5 9-10"/>',
  download: '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
  upload: '<path d="M12 20V9M7 13l5-5 5 5M5 4h14"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  eye: '<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 018 0v3"/>',
  offline:
    '<path d="M3 3l18 18M9 5a14 14 0 0112 5M3 10a14 14 0 014-3M6.5 13.5a8 8 0 013-1.7M14 12a8 8 0 013.5 1.5M10 17a3 3 0 014 0"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  ok: '<circle cx="12" cy="12" r="9"/><path d="M8 12.5l3 3 5-6"/>',
  play: '<path d="M7 4l13 8-13 8z"/>',
  pause: '<path d="M8 5v14M16 5v14"/>',
  undo: '<path d="M5 9h9a5 5 0 010 10H8M9 5L5 9l4 4"/>',
  key: '<circle cx="8" cy="15" r="4"/><path d="M11 12l9-9M16 7l3 3"/>',
  wall: '<rect x="4" y="4" width="7" height="7" rx="1"/><rect x="13" y="4" width="7" height="7" rx="1"/><rect x="4" y="13" width="7" height="7" rx="1"/><rect x="13" y="13" width="7" height="7" rx="1"/>',
  list: '<path d="M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1"/>',
  up: '<path d="M6 15l6-6 6 6"/>',
  leave: '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
} as const

export type IconName = keyof typeof ICONS
