import { post } from '@/api/http'
import { Problem } from '@/api/problem'
import type { Types } from '@/api/types'

/** 通行密钥: between the browser's credentials and the server's texts (Web Authentication level 3). */
export const passkeysPossible = () => typeof PublicKeyCredential !== 'undefined' && isSecureContext

const text = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
const bytes = (value: string) =>
  Uint8Array.from(atob(value.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
const named = (ids: string[]) => ids.map((id) => ({ type: 'public-key' as const, id: bytes(id) }))

/** People close the device's dialog, and devices give up; neither is a fault. */
async function asked<T>(ask: () => Promise<T | null>): Promise<T> {
  try {
    const answer = await ask()
    if (answer) return answer
  } catch (thrown) {
    if ((thrown as Error).name === 'InvalidStateError') {
      throw new Problem(422, 'web.passkey', '未能设置', '这台设备上已有本账号的通行密钥，无需重复设置。')
    }
  }
  throw new Problem(422, 'web.passkey', '未完成验证', '没有完成设备上的验证。请重试，或者改用其他方式。')
}

export async function makePasskey(name: string): Promise<Types['SetUpFactor']> {
  const at = '/api/identity/own/factors/passkeys'
  const challenge = await post<Types['NewPasskeyChallenge']>(`${at}/challenge`, {})
  const made = (await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(challenge.challenge),
        rp: { id: challenge.host, name: '金叶协同平台' },
        user: { id: bytes(challenge.userHandle), name: challenge.userName, displayName: challenge.userName },
        pubKeyCredParams: challenge.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: named(challenge.known),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
      },
    }),
  )) as PublicKeyCredential
  const answer = made.response as AuthenticatorAttestationResponse
  return post(at, {
    challenge: challenge.id,
    name,
    response: JSON.stringify({
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(answer.clientDataJSON),
        attestationObject: text(answer.attestationObject),
        transports: answer.getTransports(),
      },
    }),
  })
}

/** @param at the address that asks for it: the entrance, or the renewed proof */
export async function showPasskey(at: string): Promise<unknown> {
  const challenge = await post<Types['PasskeyChallenge']>(`${at}/challenge`, {})
  const shown = (await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytes(challenge.challenge),
        rpId: challenge.host,
        allowCredentials: named(challenge.allowed),
        userVerification: 'required',
      },
    }),
  )) as PublicKeyCredential
  const answer = shown.response as AuthenticatorAssertionResponse
  return post(at, {
    challenge: challenge.id,
    response: JSON.stringify({
      id: shown.id,
      rawId: text(shown.rawId),
      type: shown.type,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(answer.clientDataJSON),
        authenticatorData: text(answer.authenticatorData),
        signature: text(answer.signature),
        userHandle: answer.userHandle ? text(answer.userHandle) : undefined,
      },
    }),
  })
}
