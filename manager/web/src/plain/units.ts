// The tree of units, as lists that pages can draw.
import type { Display, Unit } from '@/api/models'
import { compareNames } from './collate'

export interface UnitNode {
  unit: Unit
  depth: number
  children: UnitNode[]
}

export function unitTree(units: Unit[]): UnitNode[] {
  const nodes = new Map(units.map((unit) => [unit.id, { unit, depth: 0, children: [] as UnitNode[] }]))
  const roots: UnitNode[] = []
  for (const node of nodes.values()) {
    const parent = node.unit.parent_id ? nodes.get(node.unit.parent_id) : undefined
    if (parent) parent.children.push(node)
    else roots.push(node)
  }
  const settle = (node: UnitNode, depth: number): void => {
    node.depth = depth
    node.children.sort((a, b) => compareNames(a.unit.name, b.unit.name))
    node.children.forEach((child) => settle(child, depth + 1))
  }
  roots.forEach((root) => settle(root, 0))
  return roots
}

// The nodes with the words in their names, under those that lead to them; all when there are no words.
export function pruned(nodes: UnitNode[], words: string): UnitNode[] {
  const wanted = words.trim().toLowerCase()
  if (!wanted) return nodes
  return nodes.flatMap((node) => {
    const children = pruned(node.children, words)
    return children.length || node.unit.name.toLowerCase().includes(wanted) ? [{ ...node, children }] : []
  })
}

// The node and all below it, in reading order; children of closed nodes are left out.
export function flatten(nodes: UnitNode[], open: (id: string) => boolean = () => true): UnitNode[] {
  return nodes.flatMap((node) => [node, ...(open(node.unit.id) ? flatten(node.children, open) : [])])
}

export function idsBelow(nodes: UnitNode[], id: string): Set<string> {
  const found = flatten(nodes).find((node) => node.unit.id === id)
  return new Set(found ? flatten([found]).map((node) => node.unit.id) : [])
}

export function unitPath(units: Unit[], id: string): Unit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const path: Unit[] = []
  for (let unit = byId.get(id); unit && path.length < 16; unit = byId.get(unit.parent_id ?? '')) path.unshift(unit)
  return path
}

export const pathText = (units: Unit[], id: string): string =>
  unitPath(units, id)
    .map((unit) => unit.name)
    .join(' / ')

// The path of every unit, where many are written.
export function pathsOf(units: Unit[]): Map<string, string> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const paths = new Map<string, string>()
  const pathOf = (unit: Unit, depth: number): string => {
    const above = depth < 16 ? byId.get(unit.parent_id ?? '') : undefined
    const path = paths.get(unit.id) ?? (above ? `${pathOf(above, depth + 1)} / ${unit.name}` : unit.name)
    paths.set(unit.id, path)
    return path
  }
  for (const unit of units) pathOf(unit, 0)
  return paths
}

export interface Count {
  reachable: number
  all: number
}

// How many displays each unit has with all below it.
export function displayCounts(nodes: UnitNode[], displays: readonly Display[]): Map<string, Count> {
  const own = new Map<string, Count>()
  for (const { unit_id, status } of displays) {
    const count = own.get(unit_id) ?? { reachable: 0, all: 0 }
    own.set(unit_id, count)
    count.all += 1
    if (status.reachable) count.reachable += 1
  }
  const counts = new Map<string, Count>()
  const visit = (node: UnitNode): Count => {
    const sum = { reachable: 0, all: 0, ...own.get(node.unit.id) }
    for (const child of node.children) {
      const below = visit(child)
      sum.reachable += below.reachable
      sum.all += below.all
    }
    counts.set(node.unit.id, sum)
    return sum
  }
  nodes.forEach(visit)
  return counts
}
