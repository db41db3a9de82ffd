import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createWorkspaceRouter } from './shell/router'
import './shell/look'
import './styles/tokens.css'
import 'element-plus/theme-chalk/base.css'
import './styles/element.css'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
app.use(PiniaColada, { queryOptions: { staleTime: 10_000, gcTime: 300_000 } })
app.use(createWorkspaceRouter())
app.mount('#app')
