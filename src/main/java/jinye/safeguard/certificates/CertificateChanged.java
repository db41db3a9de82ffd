package jinye.safeguard.certificates;

/** A certificate was issued, suspended, resumed or revoked. Synchronous, in the same transaction. */
public record CertificateChanged(long certificate, Holder holder, CertificateUse use, CertificateState state) {}
