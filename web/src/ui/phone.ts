import { ref } from 'vue'

const query = matchMedia('(max-width: 48rem)')
const phone = ref(query.matches)
query.addEventListener('change', () => (phone.value = query.matches))

/** True while the window is as narrow as a phone: lists become cards, panes become pages. */
export const usePhone = () => phone
