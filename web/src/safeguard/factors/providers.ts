import { get, post, put, remove } from '@/api/http'
import type { Types } from '@/api/types'

export type RegisteredProvider = Types['RegisteredProvider']
export type ProviderAct = 'confirmation' | 'refusal' | 'ending'

const at = '/api/identity/providers'

export const providers = {
  all: () => get<RegisteredProvider[]>(at),
  propose: (key: string, body: Types['ProviderProposal']) => post<Types['ProposedProvider']>(at, body, { key }),
  try: (key: string, issuer: string) => post<Types['ProviderOffer']>(`${at}/trial`, { issuer }, { key }),
  decide: (key: string, id: number, act: ProviderAct, opinion: string) =>
    put(`${at}/${id}/${act}`, { opinion }, { key }),
  bindings: (issuer: string) => get<Types['BoundPerson'][]>(`${at}/bindings`, { issuer }),
  own: () => get<Types['OwnOutside']>('/api/identity/own/outside'),
  end: (key: string, id: number) => remove(`/api/identity/own/outside/${id}`, undefined, { key }),
  bind: async (code: string) => {
    const { address } = await post<Types['TripAddress']>(`/api/identity/entrance/providers/${code}`, {
      binding: true,
      onward: '/identity/factors',
    })
    location.assign(address)
  },
}
