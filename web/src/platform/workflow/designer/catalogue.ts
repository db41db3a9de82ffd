import { useQuery } from '@pinia/colada'
import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import { clocks } from '@/platform/clocks/api'
import { get } from '@/api/http'
import type { Types } from '@/api/types'
import type { Fact } from './condition'
import type { Names } from './settings'

/** A field of the form, as far as rights per step need it. */
export interface Field {
  name: string
  title: string
}

/** What the form of the kind gives to the panel. */
export interface FormFacts {
  facts: Fact[]
  fields: Field[]
}

export const formKey: InjectionKey<ComputedRef<FormFacts>> = Symbol('form')
export const useForm = () =>
  inject(
    formKey,
    computed(() => ({ facts: [], fields: [] })),
  )

/** Names of roles and rules; without them the panel takes what is typed. */
export function useCatalogue() {
  const roles = useQuery({
    key: ['directory', 'role-names'],
    query: () => get<Types['RoleName'][]>('/api/directory/roles'),
  })
  const rules = useQuery({ key: ['clocks', 'rules'], query: () => clocks.rules() })
  const form = useForm()
  const roleList = computed(() => (roles.data.value ?? []).filter((role) => !role.administrator))
  const ruleList = computed(() => {
    const ids = new Map((rules.data.value ?? []).map((rule) => [rule.id, rule.name]))
    return [...ids].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.id.localeCompare(b.id))
  })
  const names = computed<Names>(() => ({
    ...Object.fromEntries(roleList.value.map((role) => [role.code, role.name])),
    ...Object.fromEntries(ruleList.value.map((rule) => [rule.id, rule.name])),
    ...Object.fromEntries(form.value.facts.map((fact) => [fact.name, fact.title])),
  }))
  return { roles: roleList, rules: ruleList, names, form }
}
