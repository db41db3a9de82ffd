/**
 * 密码算法: SM2, SM3 and SM4 (GB/T 32918, 32905, 32907) beside RSA and ECDSA, in one set of words; certificates and signed
 * messages as bytes. No beans, no keys of anybody, no database: whose key it is and whether it may be used is told by
 * {@code safeguard.certificates}.
 */
@ApplicationModule(
        id = "cryptography",
        displayName = "Cryptography",
        allowedDependencies = {"kernel"})
@NullMarked
package jinye.safeguard.cryptography;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
