package jinye.office.approvals;

/** A request was approved or refused; its sheet is printed after the commit. @param by whose act ended it */
public record RequestEnded(long request, long by) {}
