import { p256, p384, p521 } from '@noble/curves/nist'
import { sha256 } from '@noble/hashes/sha2'
import { child, children, oid, read } from './der'
import { KeyFileProblem } from './keyfile'

const curves = { '1.2.840.10045.3.1.7': p256, '1.3.132.0.34': p384, '1.3.132.0.35': p521 } as const
const SM2 = '1.2.156.10197.1.301'
const EC = '1.2.840.10045.2.1'
const RSA = '1.2.840.113549.1.1.1'

/** Signs with a PKCS#8 key: SM2 over SM3, ECDSA or RSA over SHA-256. The browser itself knows no SM2. */
export async function sign(key: Uint8Array, text: Uint8Array): Promise<Uint8Array> {
  const [, algorithm, inner] = children(read(key))
  const sort = oid(child(algorithm!, 0))
  if (sort === RSA) return rsa(key, text)
  if (sort !== EC) throw new KeyFileProblem('这种密钥不能用于登录。支持 SM2、ECDSA 和 RSA 密钥。')
  const curve = oid(child(algorithm!, 1))
  const secret = child(read(inner!.content), 1).content
  if (curve === SM2) {
    const { sm2 } = await import('sm-crypto-v2')
    return bytes(sm2.doSignature(text, hex(secret), { hash: true, der: true }))
  }
  const known = curves[curve as keyof typeof curves]
  if (!known) throw new KeyFileProblem('不支持密钥所用的曲线。支持 SM2、P-256、P-384 和 P-521。')
  return known.sign(sha256(text), secret).toBytes('der')
}

async function rsa(key: Uint8Array, text: Uint8Array): Promise<Uint8Array> {
  if (!crypto.subtle) {
    throw new KeyFileProblem('RSA 证书登录须使用 HTTPS 地址访问。请改用 https:// 开头的地址，或者使用 SM2 证书。')
  }
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('pkcs8', key as BufferSource, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign(algorithm.name, imported, text as BufferSource))
}

const hex = (value: Uint8Array) => [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const bytes = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
export const base64 = (value: Uint8Array) => btoa(String.fromCharCode(...value))
