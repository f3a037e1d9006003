// Campaigns, and what will play by what is planned now.
import { all, get, post, put, remove, type SHARED } from './client'

export interface Goal {
  measure: 'minutes' | 'plays' // per display and day
  amount: number
}

export interface CampaignBody {
  unit_id: string
  name: string
  owner_id?: string
  first?: string
  last?: string
  goal?: Goal
}
export type Campaign = CampaignBody & { id: string; version: number; changed_at: string }

export interface ForecastDay {
  date: string
  minutes: number
  plays: number
  displays: number
}
export interface Forecast {
  from: string
  days: number
  displays: number
  programs: { program_id: string; program: string; displays: number; days: ForecastDay[] }[]
  idle: { displays: number; examples: { id: string; title: string }[] }
  // How many displays reach the goal on each day.
  goal?: { days: { date: string; met: number; missed: number }[] }
}

const of = (row: { id: string; version: number }) => ({ path: { id: row.id }, version: row.version })

export const listCampaigns = (asked?: typeof SHARED) => all<Campaign>('/api/v1/campaigns', asked)
export const createCampaign = (body: CampaignBody) => post<Campaign>('/api/v1/campaigns', body)
export const replaceCampaign = (before: Campaign, body: CampaignBody) => put<Campaign>('/api/v1/campaigns/{id}', body, of(before))
export const removeCampaign = (campaign: Campaign) => remove('/api/v1/campaigns/{id}', of(campaign))
export const forecastOfCampaign = (id: string, from: string, days: number) =>
  get<Forecast>('/api/v1/campaigns/{id}/forecast', { path: { id }, query: { from, days } })
