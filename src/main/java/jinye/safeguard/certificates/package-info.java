/**
 * 数字证书: our own certification authority for people, departments, units, servers and seals, with the whole life of each
 * certificate, and the judgement over certificates of others. Algorithms come from {@code safeguard.cryptography}.
 *
 * <p>How to use it from another module (all four front doors are beans):
 *
 * <ul>
 *   <li>{@link jinye.safeguard.certificates.Signing}: sign in the name of a {@link jinye.safeguard.certificates.Holder}, raw
 *       ({@code signing.sign(Holder.unit(id), bytes)}: SM2 over SM3, r and s in DER) or as CMS ({@code signMessage}); or take
 *       {@code signer(holder, family)} and sign yourself, with certificate and chain at hand (seals, PDF, OFD). The keys are held by the
 *       server. <b>The caller answers for the right to sign in that name</b>; for a person use {@code signAs(actor, …)}.
 *       A holder without a usable certificate is refused with a sentence; in a demonstration it gets one on the way.
 *   <li>{@link jinye.safeguard.certificates.Validation}: {@code judge(certificate, sent, purpose, at)} walks from form to
 *       revocation and answers a {@link jinye.safeguard.certificates.Verdict}: valid, or the first step that failed, with its
 *       Chinese sentence. {@code judgeMessage} does the same for a CMS message and its signers. For our own certificates the
 *       verdict names the holder: certificate sign-in takes {@code verdict.holder()}.
 *   <li>{@link jinye.safeguard.certificates.Timestamps}: {@code stamp(digest)} gives an RFC 3161 token, {@code judge(token,
 *       content)} says when it was stamped, and whether that can be believed.
 *   <li>{@link jinye.safeguard.certificates.Certificates}: who has which certificate, issuing to something that another module
 *       has approved (a seal, a gateway), and writing to a holder in cipher.
 * </ul>
 *
 * <p>Events: {@link jinye.safeguard.certificates.CertificateChanged} in the transaction in which one is issued, suspended,
 * resumed or revoked.
 *
 * <p>Public without sign-in, for programs: {@code /certificates/authorities/…crt}, {@code /certificates/lists/…crl}, {@code
 * /certificates/ocsp}, {@code /certificates/timestamps}.
 *
 * <p>It never tells a private key to anybody, and no one person can get a certificate or trust an authority alone.
 */
@ApplicationModule(
        id = "certificates",
        displayName = "Certificates",
        allowedDependencies = {"kernel", "access", "audit", "cryptography", "directory", "journal", "messages", "web"})
@NullMarked
package jinye.safeguard.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
