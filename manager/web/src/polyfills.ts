// What the built scripts use and Chromium 87 does not have yet. tests/old_browser.test.ts finds such
// names in the build and asks for an entry here.

type Indexed<T> = { readonly length: number; [index: number]: T }

function at<T>(this: Indexed<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}

function offer(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

offer(Array.prototype, 'at', at) // Chromium 92
offer(String.prototype, 'at', at) // 92
offer(Object, 'hasOwn', (target: object, key: PropertyKey) => // 93
  Object.prototype.hasOwnProperty.call(target, key))
offer(Array.prototype, 'findLast', function <T>(this: T[], wanted: (each: T) => boolean) { // 97
  for (let index = this.length - 1; index >= 0; index -= 1) if (wanted(this[index] as T)) return this[index]
  return undefined
})
offer(Array.prototype, 'findLastIndex', function <T>(this: T[], wanted: (each: T) => boolean) { // 97
  for (let index = this.length - 1; index >= 0; index -= 1) if (wanted(this[index] as T)) return index
  return -1
})
export {}
