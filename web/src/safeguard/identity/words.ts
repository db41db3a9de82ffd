import type { ApplicationRow, TermsRow } from './api'

export const kinds: Record<ApplicationRow['kind'], string> = {
  WEB: '网站（服务器保管密钥）',
  PUBLIC: '客户端程序（不保管密钥）',
  SERVICE: '服务账号（无人登录）',
}

export const states: Record<ApplicationRow['state'], string> = {
  PENDING: '待启用',
  REFUSED: '未同意',
  IN_FORCE: '使用中',
  STOPPED: '已停用',
}

export const stateTones: Record<ApplicationRow['state'], 'ok' | 'warn' | 'bad' | 'plain'> = {
  PENDING: 'warn',
  REFUSED: 'plain',
  IN_FORCE: 'ok',
  STOPPED: 'bad',
}

export const termsStates: Record<TermsRow['state'], string> = {
  PENDING: '待确认',
  IN_FORCE: '现行',
  REPLACED: '已被替换',
  REFUSED: '未同意',
  WITHDRAWN: '已撤回',
}

/** What each scope lets an application learn, as people read it. */
export const scopes: Record<string, string> = {
  openid: '确认您的身份（平台人员编号）',
  profile: '您的姓名',
  organisation: '您的单位、部门和职务',
  person_number: '您的工号',
  'directory.read': '读取单位目录',
}

export const personalScopes = ['openid', 'profile', 'organisation', 'person_number']
export const serviceScopes = ['directory.read']
