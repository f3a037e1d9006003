// The map of the city's districts, which people bring as a file.
import type { FeatureCollection } from 'geojson'
import { get, isProblem, put, remove } from './client'

export const MAP_BYTES_MAX = 8 * 1024 * 1024

// None: nobody has brought one.
export async function readMap(): Promise<FeatureCollection | null> {
  try {
    return await get<FeatureCollection>('/api/v1/map')
  } catch (error) {
    if (isProblem(error, 'not_found')) return null
    throw error
  }
}
export const putMap = (text: string) => put<unknown>('/api/v1/map', text, { type: 'application/geo+json' })
export const removeMap = () => remove('/api/v1/map')
