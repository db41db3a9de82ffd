package jinye.safeguard.identity.applications;

/** An application whose terms are in force. @param secretDigests of all secrets that hold now, in hexadecimal */
public record Application(
        long id, String clientId, ApplicationKind kind, boolean stopped, Terms terms, String secretDigests) {}
