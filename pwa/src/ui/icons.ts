/** Outlines on a grid of 24, drawn by hand: one path each. */
export const ICONS = {
  queue: 'M4 6h10M4 12h16M4 18h7M18 3v6M18 9h.01',
  patrol: 'M12 21s-6-5.3-6-10a6 6 0 0 1 12 0c0 4.7-6 10-6 10zM12 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  find: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  records: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  mine: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c0-3.5 3-6 7-6s7 2.5 7 6',
  done: 'M4 12.5l5 5L20 6.500',
  erasures: 'M4 15L13 6l6 6-7 7H7zM9 10l6 6M12 19h8',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
} as const;

export type IconName = keyof typeof ICONS;
