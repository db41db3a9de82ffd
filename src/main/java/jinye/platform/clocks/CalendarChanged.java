package jinye.platform.clocks;

/** The holidays of a year were loaded or corrected: whoever keeps due moments that run into it reckons them again. */
public record CalendarChanged(int year) {}
