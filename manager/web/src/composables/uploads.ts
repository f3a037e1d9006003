// Uploads that survive a broken line and a reload (tus 1.0). Kept outside the pages, so they go on
// while a person looks elsewhere.
import { reactive, ref } from 'vue'
import * as tus from 'tus-js-client'
import { spokenHeaders } from '@/api/client'
import { Problem, Unreachable, type ProblemBody } from '@/api/problem'
import { useSession } from './session'

export type UploadState = 'waiting' | 'sending' | 'paused' | 'done' | 'failed'

export interface Upload {
  key: number
  name: string
  bytes: number
  sent: number
  state: UploadState
  problem: unknown
}

// Begun before this page was loaded. A page may not open files by itself: the person chooses the
// same one again, and it goes on where it stopped.
export interface Earlier {
  key: string
  url: string
  name: string
  bytes: number
  sent: number
  until: string
}

// Told when a file has arrived: what it became; empty when only its end was not heard of.
type Finished = (asset: string, file: File) => void

const CHUNK_BYTES = 8 * 1024 * 1024
const AT_ONCE = 2
const RETRY_MS = [500, 1500, 4000, 8000, 15_000]

const uploads = reactive<Upload[]>([])
const earlier = ref<Earlier[]>([])
const senders = new Map<number, tus.Upload>()
let lastKey = 0

// What this browser remembers of begun uploads, by person and file.
const memory = (): string => `marquee-${useSession().session.value?.account.id ?? ''}`
const print = (file: File): string => [memory(), file.name, file.type, file.size, file.lastModified].join('-')

function problemFrom(error: Error | tus.DetailedError): unknown {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return new Unreachable()
  try {
    return new Problem(JSON.parse(response.getBody()) as ProblemBody)
  } catch {
    return new Problem({ status: response.getStatus(), code: 'unknown' })
  }
}

// The next ones start when there is room on the line.
function startNext(): void {
  const room = AT_ONCE - uploads.filter((each) => each.state === 'sending').length
  for (const each of uploads.filter((one) => one.state === 'waiting').slice(0, Math.max(0, room))) void begin(each)
}

async function begin(upload: Upload): Promise<void> {
  const sender = senders.get(upload.key)
  if (!sender) return
  upload.state = 'sending'
  upload.problem = null
  const [before] = await sender.findPreviousUploads()
  if (before) {
    sender.resumeFromPreviousUpload(before)
    earlier.value = earlier.value.filter((each) => each.key !== before.urlStorageKey)
  }
  if (upload.state === 'sending') sender.start()
}

function makeSender(upload: Upload, file: File, unit: string, finished: Finished): tus.Upload {
  return new tus.Upload(file, {
    endpoint: '/api/v1/uploads',
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_MS,
    fingerprint: async () => print(file),
    removeFingerprintOnSuccess: true,
    metadata: { unit_id: unit, name: file.name.replace(/\.[^.]+$/, ''), file_name: file.name },
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(spokenHeaders())) request.setHeader(name, value)
    },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0
      return status === 0 || status === 423 || status === 503
    },
    onProgress: (sent) => {
      upload.sent = sent
    },
    onSuccess: ({ lastResponse }) => {
      upload.sent = upload.bytes
      upload.state = 'done'
      finished(lastResponse.getHeader('Marquee-Asset') ?? '', file)
      startNext()
    },
    onError: (error) => {
      upload.state = 'failed'
      upload.problem = problemFrom(error)
      startNext()
    },
  })
}

// Where one stands at the manager; null when it holds nothing of it any more.
async function askWhere(one: tus.PreviousUpload): Promise<Earlier | null> {
  if (!one.uploadUrl) return null
  const answer = await fetch(one.uploadUrl, { headers: { ...spokenHeaders(), 'Tus-Resumable': '1.0.0' } })
  if (!answer.ok) return null
  const row = (await answer.json()) as { file_name: string; length_bytes: number; offset_bytes: number; expires_at: string }
  const done = row.offset_bytes >= row.length_bytes
  const { file_name: name, length_bytes: bytes, offset_bytes: sent, expires_at: until } = row
  return done ? null : { key: one.urlStorageKey, url: one.uploadUrl, name, bytes, sent, until }
}

export function useUploads() {
  const storage = tus.defaultOptions.urlStorage
  return {
    uploads,
    earlier,
    add(files: Iterable<File>, unit: string, finished: Finished): void {
      for (const file of files) {
        const key = (lastKey += 1)
        uploads.push({ key, name: file.name, bytes: file.size, sent: 0, state: 'waiting', problem: null })
        const upload = uploads[uploads.length - 1] as Upload
        senders.set(key, makeSender(upload, file, unit, finished))
      }
      startNext()
    },
    async pause(upload: Upload): Promise<void> {
      upload.state = 'paused'
      await senders.get(upload.key)?.abort()
      startNext()
    },
    resume(upload: Upload): void {
      upload.state = 'waiting'
      startNext()
    },
    // Also tells the manager to forget what it has of it.
    async giveUp(upload: Upload): Promise<void> {
      const begun = upload.state !== 'done'
      await senders.get(upload.key)?.abort(begun).catch(() => undefined)
      senders.delete(upload.key)
      uploads.splice(uploads.indexOf(upload), 1)
      startNext()
    },
    // Finds what this person began before and nobody goes on with now.
    async findEarlier(): Promise<void> {
      const mine = (await storage.findAllUploads()).filter((one) => one.urlStorageKey.startsWith(`tus::${memory()}-`))
      const going = new Set([...senders.values()].map((sender) => sender.url))
      const found = await Promise.all(
        mine
          .filter((one) => !going.has(one.uploadUrl))
          .map(async (one) => {
            const where = await askWhere(one)
            if (!where) await storage.removeUpload(one.urlStorageKey)
            return where
          }),
      )
      earlier.value = found.filter((each): each is Earlier => each !== null)
    },
    async forget(one: Earlier): Promise<void> {
      earlier.value = earlier.value.filter((each) => each.key !== one.key)
      await storage.removeUpload(one.key)
      await tus.Upload.terminate(one.url, { headers: spokenHeaders() }).catch(() => undefined)
    },
  }
}
