package jinye.platform.clocks;

/** A length of time as rules give it: 5 working days, 90 days, 4 working hours. */
public record Period(int length, PeriodUnit unit) {

    public Period {
        if (length < 0 || length > 36_500) {
            throw new IllegalArgumentException("a period of " + length);
        }
    }

    Period plus(int more) {
        return new Period(length + more, unit);
    }

    String term() {
        return length + unit.term();
    }
}
