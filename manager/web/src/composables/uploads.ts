// Uploads that survive a broken line and a reload (tus 1.0). Kept outside the pages, so they go on
// while a person looks elsewhere.
import { reactive } from 'vue'
import * as tus from 'tus-js-client'
import { spokenHeaders } from '@/api/client'
import { Problem, Unreachable, type ProblemBody } from '@/api/problem'

export type UploadState = 'waiting' | 'sending' | 'paused' | 'done' | 'failed'

export interface Upload {
  key: number
  name: string
  bytes: number
  sent: number
  state: UploadState
  problem: unknown
  assetId: string
}

const CHUNK_BYTES = 8 * 1024 * 1024
const AT_ONCE = 2
const RETRY_MS = [500, 1500, 4000, 8000, 15_000]

const uploads = reactive<Upload[]>([])
const senders = new Map<number, tus.Upload>()
let lastKey = 0

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
  for (const each of uploads.filter((one) => one.state === 'waiting').slice(0, Math.max(0, room))) begin(each)
}

function begin(upload: Upload): void {
  const sender = senders.get(upload.key)
  if (!sender) return
  upload.state = 'sending'
  upload.problem = null
  void sender.findPreviousUploads().then((earlier) => {
    // The same file was begun before: it goes on where it stopped.
    if (earlier[0]) sender.resumeFromPreviousUpload(earlier[0])
    sender.start()
  })
}

function makeSender(upload: Upload, file: File, unit: string, finished: () => void): tus.Upload {
  return new tus.Upload(file, {
    endpoint: '/api/v1/uploads',
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_MS,
    removeFingerprintOnSuccess: true,
    metadata: { unit_id: unit, name: file.name.replace(/\.[^.]+$/, ''), file_name: file.name },
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(spokenHeaders())) request.setHeader(name, value)
    },
    onAfterResponse: (_request, response) => {
      upload.assetId = response.getHeader('Marquee-Asset') ?? upload.assetId
    },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0
      return status === 0 || status === 423 || status === 503
    },
    onProgress: (sent) => {
      upload.sent = sent
    },
    onSuccess: () => {
      upload.sent = upload.bytes
      upload.state = 'done'
      finished()
      startNext()
    },
    onError: (error) => {
      upload.state = 'failed'
      upload.problem = problemFrom(error)
      startNext()
    },
  })
}

export function useUploads() {
  return {
    uploads,
    add(files: Iterable<File>, unit: string, finished: () => void): void {
      for (const file of files) {
        const key = (lastKey += 1)
        uploads.push({
          key,
          name: file.name,
          bytes: file.size,
          sent: 0,
          state: 'waiting',
          problem: null,
          assetId: '',
        })
        const upload = uploads[uploads.length - 1] as Upload
        senders.set(key, makeSender(upload, file, unit, finished))
      }
      startNext()
    },
    async pause(upload: Upload): Promise<void> {
      await senders.get(upload.key)?.abort()
      upload.state = 'paused'
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
  }
}
