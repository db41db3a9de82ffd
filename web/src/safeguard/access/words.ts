/** What a parameter is called, its unit, and what zero means where zero is allowed. */
export const rules: Record<string, { title: string; unit: string; zero?: string }> = {
  'password-length': { title: '密码最短长度', unit: '个字符' },
  'password-classes': { title: '密码字符种类', unit: '种（大写、小写、数字、符号）' },
  'password-history': { title: '不得重复使用的历史密码', unit: '个', zero: '不限' },
  'password-days': { title: '密码有效期', unit: '天', zero: '不限' },
  'lock-failures': { title: '连续输错几次锁定', unit: '次' },
  'lock-minutes': { title: '锁定时间', unit: '分钟' },
  'idle-minutes': { title: '无操作自动退出', unit: '分钟' },
  'absolute-hours': { title: '单次登录最长时间', unit: '小时' },
  sessions: { title: '同时登录数', unit: '处', zero: '不限' },
  'unused-days': { title: '未使用即停用', unit: '天', zero: '不停用' },
  'second-factor': { title: '必须使用第二验证方式', unit: '', zero: '不要求' },
  'step-up-minutes': { title: '重要操作前的身份验证在多久内有效', unit: '分钟', zero: '不要求验证' },
}

export function valueText(name: string, value: number): string {
  const rule = rules[name]
  if (value === 0 && rule?.zero) return rule.zero
  if (name === 'second-factor') return '要求'
  return `${value} ${rule?.unit ?? ''}`.trim()
}

export const ways: Record<string, string> = {
  password: '密码',
  totp: '动态口令',
  passkey: '通行密钥',
  'recovery-code': '恢复码',
  certificate: '数字证书',
  provider: '外部认证源',
  directory: '目录账号',
}

export const ends: Record<string, string> = {
  'sign-out': '退出登录',
  own: '本人在别处结束',
  administrator: '管理员结束',
  displaced: '在别处登录后被替换',
  idle: '长时间无操作',
  absolute: '达到最长时间',
  left: '账号停用',
}

export const weekdayNames = ['一', '二', '三', '四', '五', '六', '日']
