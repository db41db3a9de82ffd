/** One field at fault; the pointer is an RFC 6901 path into what was sent, such as `/title`. */
export interface Fault {
  pointer: string
  code: string
  message: string
}

/** What the server answers instead of a result (RFC 9457), and what we make of a missing network. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly faults: Fault[] = [],
    readonly id: string | null = null,
  ) {
    super(detail)
    this.name = 'Problem'
  }

  /** Trying the very same thing again may help: the network, a partner or the server was away. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }

  fault(pointer: string): string | undefined {
    return this.faults.find((fault) => fault.pointer === pointer)?.message
  }

  static offline(): Problem {
    return new Problem(0, 'web.offline', '网络不通', '网络不通，已填写的内容仍在本页。网络恢复后请重试。')
  }

  static of(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown
    console.error(thrown)
    return new Problem(
      0,
      'web.page-fault',
      '本页出错',
      '本页有一处出错，已填写的内容仍在。请刷新后重试，仍不行请联系信息化管理员。',
    )
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => ({}))
  const detail = body.detail || sentences[response.status] || '服务器暂时不能处理这个请求，请稍后重试。'
  return new Problem(
    response.status,
    body.code ?? `web.status-${response.status}`,
    body.title ?? '',
    detail,
    body.faults ?? [],
    body.id ?? null,
  )
}

const sentences: Record<number, string> = {
  401: '登录已失效，请重新登录。',
  403: '没有办理这件事的权限。如工作需要，请向本单位管理员申请。',
  404: '没有找到这项内容，可能已被移走，或者不在可查看的范围内。',
  413: '内容过大，请压缩或分次提交。',
  429: '操作过于频繁，请稍后再试。',
  502: '服务器正在重新启动，请一分钟后重试。',
  503: '服务器暂时不可用，请一分钟后重试。',
}
