import { categories, type ProposalRow } from './api'

export const changes: Record<ProposalRow['change'], string> = {
  GIVE_ROLE: '授予角色',
  TAKE_ROLE: '收回角色',
  GIVE_SCOPE: '授予数据范围',
  TAKE_SCOPE: '收回数据范围',
  APPOINT: '任职',
  CHANGE_POST: '改变岗位类别',
}

/** For an appointment the post and what it is; for a right its place. */
export function what(row: ProposalRow) {
  if (row.change === 'CHANGE_POST') return `改为“${categories[row.category!]}”`
  if (row.change === 'APPOINT') {
    const kind = row.category === 'STAFF' ? '' : `，${categories[row.category!]}`
    return `${row.unitName}${row.departmentName}“${row.postTitle}”（${row.main ? '主要岗位' : '兼职'}${kind}）`
  }
  return row.roleName ? `${row.unitName}“${row.roleName}”` : `${row.unitName}${row.departmentName ?? '（全单位）'}`
}
export const whom = (row: ProposalRow) => row.personName ?? `${row.unitName}${row.departmentName}“${row.postTitle}”`
