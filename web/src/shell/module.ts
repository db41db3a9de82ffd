import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

/** The first level of the menu: the groups of the tree, in this order. */
export type Group = 'desk' | 'office' | 'monopoly' | 'services' | 'datacentre' | 'safeguard' | 'platform'

export const groupTitles: Record<Group, string> = {
  desk: '工作台',
  office: '办公',
  monopoly: '专卖业务',
  services: '对外服务',
  datacentre: '数据',
  safeguard: '安全保障',
  platform: '系统',
}

export interface MenuEntry {
  group: Group
  title: string
  /** Path inside the workspace. */
  to: string
  icon?: Component
  /** Shown only to whom holds one of these; to everybody when there are none. */
  permissions?: string[]
  /** Name of a count (see {@link Module.counts}) shown behind the title. */
  count?: string
  order?: number
  /** One of the few of the phone's bottom bar. */
  phone?: boolean
}

/** What a desk shows in the middle of the task page for one kind of matter. */
export interface DeskView {
  /** 发文, 收文 …: the short word in lists. */
  title: string
  /** Takes `record` (id), `matter` and `assignment` (null when only reading). */
  body: () => Promise<{ default: Component }>
  /** Further tabs beside 正文, 过程 and 流程图, with the same properties. */
  tabs?: { id: string; title: string; view: () => Promise<{ default: Component }> }[]
  /** Acts of the desk itself (编号, 用印 …) at the left of the action bar, with the same properties. */
  actions?: () => Promise<{ default: Component }>
  /** Nodes that the desk's own act completes (签发, 用印 …): there the plain decision and opinion are not offered. */
  completes?: string[]
}

/** What a screen folder tells the shell; the default export of its `module.ts`. */
export interface Module {
  id: string
  title: string
  menu?: MenuEntry[]
  routes?: RouteRecordRaw[]
  /** By kind of matter, such as `documents.outgoing`, or by module when one view serves all its kinds. */
  deskViews?: Record<string, DeskView>
  /** Numbers behind menu titles; asked when the workspace opens and whenever there is news. */
  counts?: () => Promise<Record<string, number>>
}
