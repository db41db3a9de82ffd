import { exchange, queryText } from './http'
import { problemOf } from './problem'

/** Lets the server make a file for a question and keeps it under the name the server gives; a refusal is thrown. */
export async function download(path: string, query: Record<string, string>): Promise<string> {
  const response = await exchange(new Request(new URL(path + queryText(query), location.origin)))
  if (!response.ok) throw await problemOf(response)
  const name = fileName(response.headers.get('Content-Disposition'))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  // the browser reads the bytes after the click; a minute is enough also for slow disks
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return name
}

/** The name as RFC 6266 writes names beyond ASCII: `filename*=UTF-8''…`. */
export function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : '导出'
}
