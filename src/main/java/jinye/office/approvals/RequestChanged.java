package jinye.office.approvals;

/** A request was filled in, moved on or ended. */
public record RequestChanged(long request) {}
