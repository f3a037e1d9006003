// Makes an enrolment file for every line of a table, one after the other, as long as nobody stops it.
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { strToU8, zipSync } from 'fflate'
import { isProblem } from '@/api/client'
import { makeEnrolment } from '@/api/fleet'
import { fileNameOf, type JoinRow } from '@/plain/join_table'

export interface FailedRow {
  row: JoinRow
  problem: unknown
}

export function useJoinFiles() {
  const going = ref(false)
  const made = shallowRef<ReadonlySet<number>>(new Set()) // lines
  const failed = shallowRef<FailedRow[]>([])
  const expires = ref('')
  let files: Record<string, Uint8Array> = {}
  let stopped = false

  // What was made before stays: it is asked for what is missing.
  async function make(rows: JoinRow[], validSeconds: number): Promise<void> {
    stopped = false
    going.value = true
    failed.value = []
    for (const row of rows) {
      if (stopped) break
      try {
        const enrolment = await makeEnrolment(row.unit ?? '', validSeconds, { name: row.name })
        files[fileNameOf(row)] = strToU8(JSON.stringify(enrolment.file, null, 2))
        if (!expires.value || enrolment.expires_at < expires.value) expires.value = enrolment.expires_at
        made.value = new Set([...made.value, row.line])
      } catch (problem) {
        failed.value = [...failed.value, { row, problem }]
        if (!isProblem(problem) || isProblem(problem, 'not_signed_in')) break // nor would the next
      }
    }
    going.value = false
  }
  const stop = (): void => void (stopped = true)
  onBeforeUnmount(stop)

  return {
    going, made, failed, expires, make, stop,
    zip: (): Uint8Array<ArrayBuffer> => new Uint8Array(zipSync(files, { level: 6 })),
    clear(): void {
      files = {}
      made.value = new Set()
      failed.value = []
      expires.value = ''
    },
  }
}
