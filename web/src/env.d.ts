/// <reference types="vite/client" />
import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown in the browser's title. */
    title?: string
    /** Without the shell: the sign-in page. */
    bare?: boolean
    /** Fills the height by itself; panes scroll, the page does not. */
    panes?: boolean
  }
}

declare module 'element-plus/es/locale/lang/zh-cn.mjs'
