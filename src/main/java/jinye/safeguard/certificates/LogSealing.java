package jinye.safeguard.certificates;

import jinye.safeguard.audit.LogSigner;
import org.springframework.stereotype.Component;

/** Seals the audit log with a certificate of its own, which the authority renews by itself, and with its own timestamps. */
@Component
class LogSealing implements LogSigner {

    private static final Holder LOG = new Holder(Holder.Kind.SERVICE, "audit-log");

    private final Signing signing;
    private final Timestamps timestamps;
    private final Authorities authorities;

    LogSealing(Signing signing, Timestamps timestamps, Authorities authorities) {
        this.signing = signing;
        this.timestamps = timestamps;
        this.authorities = authorities;
    }

    @Override
    public SignedStatement sign(byte[] statement) {
        var message = signing.signMessage(LOG, authorities.preferred(), statement, true);
        return new SignedStatement(message, timestamps.stamp(message));
    }
}
