package jinye.safeguard.identity.applications;

/** Nobody may use the application any more; what it holds is taken away in the same transaction. */
public record ApplicationStopped(long application) {}
