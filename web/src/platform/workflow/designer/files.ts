const MEGABYTES_MAX = 5

/** Lets the person keep a text as a file. */
export function saveFile(name: string, text: string, type = 'application/xml') {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  link.download = name.replace(/[\\/:*?"<>|]/g, '')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The text of a chosen file, or a sentence saying why it is not taken. What is inside is judged by the server. */
export async function readFile(file: File): Promise<{ text: string } | { fault: string }> {
  if (file.size > MEGABYTES_MAX * 1024 * 1024)
    return {
      fault: `文件 ${(file.size / 1024 / 1024).toFixed(1)} MB，超过 ${MEGABYTES_MAX} MB 的上限。请拆成几个流程再导入。`,
    }
  if (file.size === 0) return { fault: '文件是空的，请检查后重新选择。' }
  const text = decoded(await file.arrayBuffer())
  if (text === null) return { fault: '文件不是文本，无法读取。请选择从流程工具导出的 .bpmn 文件。' }
  if (!/<(\w+:)?definitions[\s>]/.test(text))
    return { fault: '文件里没有 BPMN 流程。请在原来的工具中导出为 BPMN 2.0（.bpmn 或 .xml）。' }
  return { text }
}

/** UTF-8 and, as some Chinese tools write, GB 18030 or UTF-16. */
function decoded(bytes: ArrayBuffer): string | null {
  const start = new Uint8Array(bytes.slice(0, 4))
  const utf16 =
    start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff && 'utf-16be'
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text.replace(/^(<\?xml[^>]*?)\s+encoding=(['"]).*?\2/, '$1')
    } catch {
      // the next encoding may fit
    }
  return null
}
