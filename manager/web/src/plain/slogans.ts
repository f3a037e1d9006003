// Styles a slogan can start from, and the panels it is drawn on while it is written.
import type { Size, Style } from '@/api/models'

export type Look = Required<Pick<Style, 'text' | 'background'>>

export const LOOKS: { name: string; look: Look }[] = [
  { name: 'red', look: { text: '#ff3b1f', background: '#000000' } },
  { name: 'yellow', look: { text: '#ffc21a', background: '#000000' } },
  { name: 'green', look: { text: '#37e35f', background: '#000000' } },
  { name: 'white', look: { text: '#ffffff', background: '#000000' } },
  { name: 'on_red', look: { text: '#ffffff', background: '#8c1515' } },
  { name: 'on_blue', look: { text: '#ffffff', background: '#12406e' } },
]

export interface Panel extends Size {
  name: 'strip' | 'gantry' | 'wall' | 'portrait'
}

export const PANELS: Panel[] = [
  { name: 'strip', width: 192, height: 32 },
  { name: 'gantry', width: 640, height: 64 },
  { name: 'wall', width: 1920, height: 1080 },
  { name: 'portrait', width: 720, height: 1280 },
]

export const MOTIONS = ['scroll_left', 'scroll_right', 'scroll_up', 'scroll_down', 'still', 'pages'] as const

export const DEFAULT_STYLE: Style = {
  text: '#ff3b1f',
  background: '#000000',
  motion: 'scroll_left',
  speed_pixels_per_second: 0,
  text_height_pixels: 0,
  alignment: 'centre',
}

// Colours of parts that are still there when the words have become fewer.
export function withinText(style: Style, text: string): Style {
  const end = [...text].length
  const runs = style.letters?.colours
  if (!style.letters || !runs?.some(({ until }) => until > end)) return style
  const kept = runs.filter(({ from }) => from < end).map((run) => ({ ...run, until: Math.min(run.until, end) }))
  return { ...style, letters: { ...style.letters, colours: kept } }
}

// Letters as people count them: what stands on another is one with it.
export function graphemes(text: string): number {
  return [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].length
}

// What a slogan is called until somebody calls it otherwise.
export function fittingName(text: string): string {
  const first = text.trim().split(/\n/)[0] ?? ''
  return [...first].slice(0, 20).join('')
}
