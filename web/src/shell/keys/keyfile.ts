import { cbc } from '@noble/ciphers/aes'
import { sha1 } from '@noble/hashes/legacy'
import { pbkdf2Async } from '@noble/hashes/pbkdf2'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2'
import { child, children, number, oid, read, type Der } from './der'

/** What a person keeps in a file: the private key (PKCS#8) and certificates, all in DER. It never leaves the browser. */
export interface KeyFile {
  key: Uint8Array
  certificates: Uint8Array[]
}

/** A sentence for the person. */
export class KeyFileProblem extends Error {}

const PBES2 = '1.2.840.113549.1.5.13'
const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const BAG = '1.2.840.113549.1.12.10.1.'
const digests = {
  '1.2.840.113549.2.7': sha1,
  '1.2.840.113549.2.9': sha256,
  '1.2.840.113549.2.10': sha384,
  '1.2.840.113549.2.11': sha512,
} as const
const keyBytes: Record<string, number> = {
  '2.16.840.1.101.3.4.1.2': 16,
  '2.16.840.1.101.3.4.1.22': 24,
  '2.16.840.1.101.3.4.1.42': 32,
}
const TOO_OLD =
  '密钥文件的加密方式过旧或不受支持。请用证书工具重新导出为 AES 加密的 PKCS#12 文件（OpenSSL 3 的默认方式）后再试。'
const WRONG = '文件口令不正确，或者文件已损坏。'
const UNREADABLE = '文件不是可用的密钥文件。请选择 .p12、.pfx 文件，或者同时包含证书和私钥的 PEM 文件。'

export async function readKeyFile(bytes: Uint8Array, password: string): Promise<KeyFile> {
  try {
    const file = bytes[0] === 0x30 ? await pkcs12(bytes, password) : await pem(bytes, password)
    if (!file.key.length || !file.certificates.length) throw new KeyFileProblem(UNREADABLE)
    return file
  } catch (thrown) {
    throw thrown instanceof KeyFileProblem ? thrown : new KeyFileProblem(UNREADABLE)
  }
}

async function pem(bytes: Uint8Array, password: string): Promise<KeyFile> {
  const found: KeyFile = { key: new Uint8Array(), certificates: [] }
  const text = new TextDecoder().decode(bytes)
  for (const [, label, body] of text.matchAll(/-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/g)) {
    const der = Uint8Array.from(atob((body ?? '').replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
    if (label === 'CERTIFICATE') found.certificates.push(der)
    if (label === 'PRIVATE KEY') found.key = der
    if (label === 'ENCRYPTED PRIVATE KEY') found.key = await decrypted(read(der), password)
  }
  return found
}

/** RFC 7292. The check sum over the whole is not looked at: a wrong password shows itself, and nothing is believed of the file. */
async function pkcs12(bytes: Uint8Array, password: string): Promise<KeyFile> {
  const found: KeyFile = { key: new Uint8Array(), certificates: [] }
  const outer = child(read(bytes), 1)
  const safes = read(octets(child(outer, 1)))
  for (const safe of children(safes)) {
    const kind = oid(child(safe, 0))
    if (kind === DATA) await bags(octets(child(safe, 1)), password, found)
    if (kind === ENCRYPTED_DATA) {
      const info = child(child(child(safe, 1), 0), 1)
      const [, algorithm, cipher] = children(info)
      await bags(await decrypt(algorithm!, cipher!.content, password), password, found)
    }
  }
  return found
}

async function bags(bytes: Uint8Array, password: string, found: KeyFile) {
  for (const bag of children(read(bytes))) {
    const value = child(child(bag, 1), 0)
    switch (oid(child(bag, 0))) {
      case BAG + '1':
        found.key = value.whole
        break
      case BAG + '2':
        found.key = await decrypted(value, password)
        break
      case BAG + '3':
        found.certificates.push(octets(child(value, 1)))
        break
    }
  }
}

/** [0] { OCTET STRING } */
const octets = (tagged: Der) => child(tagged, 0).content

const decrypted = (info: Der, password: string) => decrypt(child(info, 0), child(info, 1).content, password)

async function decrypt(algorithm: Der, cipher: Uint8Array, password: string): Promise<Uint8Array> {
  if (oid(child(algorithm, 0)) !== PBES2) throw new KeyFileProblem(TOO_OLD)
  const [derivation, encryption] = children(child(algorithm, 1))
  const [salt, rounds, ...rest] = children(child(derivation!, 1))
  const named = rest.find((one) => one.tag === 0x30)
  const digest = digests[(named ? oid(child(named, 0)) : '1.2.840.113549.2.7') as keyof typeof digests]
  const length = keyBytes[oid(child(encryption!, 0))]
  if (!digest || !length) throw new KeyFileProblem(TOO_OLD)
  const key = await pbkdf2Async(digest, new TextEncoder().encode(password), salt!.content, {
    c: number(rounds!),
    dkLen: length,
  })
  try {
    const plain = cbc(key, child(encryption!, 1).content).decrypt(cipher)
    read(plain)
    return plain
  } catch {
    throw new KeyFileProblem(WRONG)
  }
}
