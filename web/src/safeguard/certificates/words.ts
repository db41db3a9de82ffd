/** What things are called here; the server says the same. */
export const standings = {
  VALID: '有效',
  ENDING: '即将到期',
  EXPIRED: '已过期',
  SUSPENDED: '已暂停',
  REVOKED: '已吊销',
}
export type Standing = keyof typeof standings

export const tones: Record<Standing, 'ok' | 'warn' | 'bad' | 'plain'> = {
  VALID: 'ok',
  ENDING: 'warn',
  EXPIRED: 'plain',
  SUSPENDED: 'warn',
  REVOKED: 'bad',
}

export const kinds = {
  PERSON: '个人',
  DEPARTMENT: '部门',
  UNIT: '单位',
  SERVER: '服务器',
  SEAL: '电子印章',
  SERVICE: '认证服务',
}
export const uses = { SIGNING: '签名', ENCRYPTION: '加密', SERVER: '服务器', OCSP: '状态应答', TIMESTAMP: '时间戳' }
export const families = { SM2: 'SM2（国密）', RSA: 'RSA', ECDSA: 'ECDSA' }
export const acts: Record<string, string> = {
  ISSUED: '签发',
  SUSPENDED: '暂停使用',
  RESUMED: '恢复使用',
  REVOKED: '吊销',
  REPLACED: '被新证书接替，仍然有效至到期',
}
export const reasons = {
  KEY_COMPROMISE: '密钥丢失或泄露',
  AFFILIATION_CHANGED: '隶属关系变更',
  SUPERSEDED: '已被新证书取代',
  CESSATION: '停止使用',
  PRIVILEGE_WITHDRAWN: '撤销授权',
  AUTHORITY_COMPROMISE: '签发机构密钥泄露',
  UNSPECIFIED: '未说明',
}
export const purposes = {
  EXCHANGE: '公文交换',
  SIGNATURE: '签名',
  SEAL: '电子印章',
  SIGN_IN: '证书登录',
  TIMESTAMP: '时间戳',
  SERVER: '服务器身份',
  ENCRYPTION: '加密',
  STATUS: '状态应答',
}
export const requestStates = { PENDING: '待审批', ISSUED: '已签发', REFUSED: '未通过', WITHDRAWN: '已撤回' }
export const requestTones: Record<string, 'ok' | 'warn' | 'bad' | 'plain'> = {
  PENDING: 'warn',
  ISSUED: 'ok',
  REFUSED: 'bad',
  WITHDRAWN: 'plain',
}
