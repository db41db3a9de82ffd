/**
 * 统一身份认证: who somebody is, shown to us and shown by us. An OpenID Connect provider for the bureau's other systems (OpenID Connect
 * Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0, Back-Channel Logout 1.0; RFC 6749, 7636, 9700), the register of those
 * systems and the catalogue of applications, service accounts; sign-in through an outside provider. Second factors and other ways
 * to come in lie in the packages {@code factors} and {@code sources}.
 *
 * <p>The sign-in is the session of {@code access}: this module asks {@link jinye.safeguard.access.Entrances} and never judges a
 * password. A session that is half-way or has duties left signs nobody in elsewhere.
 *
 * <p>It never sends anybody to an address that is not registered letter by letter, and no one person enables an application alone:
 * the system administrator registers, the security administrator confirms.
 */
@ApplicationModule(
        id = "identity",
        displayName = "Identity",
        allowedDependencies = {
            "kernel",
            "runtime",
            "access",
            "certificates",
            "certificates :: secret",
            "cryptography",
            "directory",
            "journal",
            "messages",
            "web"
        })
@NullMarked
package jinye.safeguard.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
