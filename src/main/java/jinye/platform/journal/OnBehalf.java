package jinye.platform.journal;

/** 委托人: the person for whom somebody acts during a delegation. */
public record OnBehalf(long person, String name) {}
