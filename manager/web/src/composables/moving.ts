// Slogans that the page moves by itself: the player's pictures, ready to be put on a canvas.
import { moveSlogan, type SloganBody } from '@/api/library'
import type { Size } from '@/api/models'
import type { Course } from '@/plain/motion'

export interface Moving {
  course: Course
  background: string
  sheets: ImageBitmap[] // of the course, in its order
}

const decode = (png: string): Promise<ImageBitmap> => {
  const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0))
  return createImageBitmap(new Blob([bytes], { type: 'image/png' }))
}

// Gives its pictures back at once: a browser frees what nobody closes only when it likes.
export function letGo(moving: Moving | undefined): void {
  for (const sheet of moving?.sheets ?? []) sheet.close()
}

// Fails where the manager refuses, or the browser cannot hold the pictures.
export async function movingSlogan(body: SloganBody, size: Size, durationMs: number, signal?: AbortSignal): Promise<Moving> {
  const { background, sheets, ...course } = await moveSlogan(body, size, durationMs, signal)
  return {
    background,
    course: { ...course, sheets: sheets.map(({ png: _, ...place }) => place) },
    sheets: await Promise.all(sheets.map(({ png }) => decode(png))),
  }
}
