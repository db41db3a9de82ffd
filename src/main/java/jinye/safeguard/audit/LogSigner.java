package jinye.safeguard.audit;

import org.jspecify.annotations.Nullable;

/** Signs in the name of the log. Audit stands below the certificates and cannot ask them directly. */
public interface LogSigner {

    /** @param message CMS with the statement inside. @param timestamp RFC 3161 token over the message, null when no clock answered */
    record SignedStatement(byte[] message, byte @Nullable [] timestamp) {}

    SignedStatement sign(byte[] statement);
}
