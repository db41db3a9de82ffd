import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { useCatalogue } from '@/platform/workflow/designer/catalogue'
import { kinds } from './api'

export interface Choice {
  value: string
  title: string
}

/** What stands there stays to be chosen, also when no list has it any more. */
export function withPresent(choices: Choice[], present: string | null | undefined): Choice[] {
  return !present || choices.some((one) => one.value === present)
    ? choices
    : [{ value: present, title: `${present}（已停用）` }, ...choices]
}

/** Groups, departments, roles and clocks by name, as designers of kinds choose them. */
export function useKindChoices() {
  const lists = useQuery({ key: ['approvals', 'kind-choices'], query: kinds.choices, staleTime: 600_000 })
  const { roles, rules } = useCatalogue()
  const departments = computed<Choice[]>(() =>
    (lists.data.value?.departments ?? []).map(({ code, name }) => ({ value: code, title: name })),
  )
  return {
    groups: computed(() => lists.data.value?.groups ?? []),
    departments,
    roles: computed<Choice[]>(() => roles.value.map(({ code, name }) => ({ value: code, title: name }))),
    clocks: computed<Choice[]>(() => rules.value.map(({ id, name }) => ({ value: id, title: name }))),
  }
}
