import { EditPen } from '@element-plus/icons-vue'
import type { Module } from '@/shell/module'

/** Desks whose records carry forms import `SchemaForm.vue`, `FormView.vue` and `FormDesigner.vue` from here, nothing else. */
export default {
  id: 'forms',
  title: '表单',
  menu: [
    { group: 'platform', title: '表单设计', to: '/forms', icon: EditPen, order: 45, permissions: ['forms.design'] },
  ],
  routes: [
    { path: '/forms', component: () => import('./FormDraftListPage.vue'), meta: { title: '表单设计' } },
    { path: '/forms/:id(\\d+)', component: () => import('./FormDraftPage.vue'), meta: { title: '表单设计' } },
  ],
} satisfies Module
