package jinye.safeguard.identity.applications;

/** What sort of program is connected (RFC 6749, 2.1). */
public enum ApplicationKind {
    /** Runs on a server and keeps a secret. */
    WEB,
    /** Runs on desks and telephones, where nothing stays secret. */
    PUBLIC,
    /** Works without people, for itself. */
    SERVICE
}
