// The fleet at one look, and how long each police grid was shown something today.
import { get } from './client'
import type { components } from './schema'

export type Overview = components['schemas']['Overview']
export type Trouble = components['schemas']['Trouble']
export type Coverage = components['schemas']['Coverage']

export const readOverview = (): Promise<Overview> => get('/api/v1/overview')
export const readCoverage = (): Promise<Coverage> => get('/api/v1/reports/coverage')
