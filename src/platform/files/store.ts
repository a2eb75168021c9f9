import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { newId } from '../ids.ts'

/** Where the bytes of files lie. A key is never used for two contents. */
export interface FileStore {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Undefined when there is nothing under this key. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Also fine when there is nothing. */
  remove(key: string): Promise<void>
}

/** A folder of this machine; two letters deep, so that no folder holds a hundred thousand names. */
export function folderStore(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, key.slice(-2), key)
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      // Whole or not at all, whatever happens halfway.
      const half = `${path}.${newId()}`
      await writeFile(half, bytes, { mode: 0o600, flush: true })
      await rename(half, path)
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(pathOf(key)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

/** A bucket of any service that speaks S3. */
export interface Bucket {
  /** Address of the service and the bucket, such as `https://s3.example.org/bucket`. */
  address: string
  region: string
  key: string
  secret: string
}

/** How long one request to the bucket may take, in milliseconds. */
const patience = 30_000

/** A bucket, so that several processes share their files. @throws Error when it answers anything but yes or "not there". */
export function bucketStore({ address, region, key, secret }: Bucket): FileStore {
  const client = new AwsClient({
    accessKeyId: key,
    secretAccessKey: secret,
    region,
    service: 's3',
    retries: 2,
  })
  const ask = async (name: string, init: RequestInit): Promise<Response> => {
    const answer = await client.fetch(`${address}/${name}`, {
      ...init,
      signal: AbortSignal.timeout(patience),
    })
    if (answer.ok || answer.status === 404) return answer
    await answer.body?.cancel()
    throw new Error(`The file store answered ${answer.status} to ${init.method}`)
  }
  return {
    async put(name, bytes) {
      const answer = await ask(name, { method: 'PUT', body: bytes as BodyInit })
      await answer.body?.cancel()
      if (answer.status === 404) throw new Error('The file store has no such bucket')
    },
    async get(name) {
      const answer = await ask(name, { method: 'GET' })
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
      await answer.body?.cancel()
      return undefined
    },
    async remove(name) {
      await (await ask(name, { method: 'DELETE' })).body?.cancel()
    },
  }
}
