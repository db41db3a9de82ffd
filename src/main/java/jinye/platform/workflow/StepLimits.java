package jinye.platform.workflow;

/**
 * What a step of a process file lets its handlers see and change, for whoever prepares a form for it.
 *
 * @param first whether the matter begins here, so that nobody has filled in anything yet
 */
public record StepLimits(String node, boolean first, StepRights rights) {}
