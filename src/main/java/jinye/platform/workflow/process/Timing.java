package jinye.platform.workflow.process;

import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * How long something waits, as written: {@code P3D} or {@code PT4H} (ISO 8601, day and night), {@code 3 working-days},
 * {@code 4 working-hours}, {@code 10 calendar-days}, {@code rule:documents.step.D20}, or {@code ${closingDate}}, a date that is a
 * fact.
 */
public record Timing(Unit unit, int length, String text) {

    /** In what it is measured. */
    public enum Unit {
        ISO(""),
        WORKING_DAYS("working-days"),
        WORKING_HOURS("working-hours"),
        CALENDAR_DAYS("calendar-days"),
        RULE(""),
        FACT("");

        private final String word;

        Unit(String word) {
            this.word = word;
        }
    }

    private static final Pattern COUNTED = Pattern.compile("([1-9][0-9]{0,3}) ([a-z-]+)");
    private static final Pattern ISO =
            Pattern.compile("P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=.)[0-9HMS]+)?");
    private static final Pattern FACT = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]*)}");
    private static final Pattern RULE = Pattern.compile("rule:([a-z]+\\.[A-Za-z0-9.*_-]+)");

    /** @param name the setting the text stands in, for the sentence of refusal */
    static Timing read(String written, String where, String name) {
        var text = written.strip();
        var fact = FACT.matcher(text);
        if (fact.matches()) {
            return new Timing(Unit.FACT, 0, fact.group(1));
        }
        var rule = RULE.matcher(text);
        if (rule.matches()) {
            return new Timing(Unit.RULE, 0, rule.group(1));
        }
        var counted = COUNTED.matcher(text);
        if (counted.matches()) {
            for (var unit : Unit.values()) {
                if (unit.word.equals(counted.group(2))) {
                    return new Timing(unit, Integer.parseInt(counted.group(1)), text);
                }
            }
        }
        if (ISO.matcher(text).matches() && reasonable(text)) {
            return new Timing(Unit.ISO, 0, text);
        }
        throw new BadProcess("unknown-word", where, name, text);
    }

    private static boolean reasonable(String iso) {
        try {
            var start = ZonedDateTime.parse("2026-01-01T00:00:00Z");
            var end = plus(start, iso);
            return end.isAfter(start) && end.isBefore(start.plusYears(20));
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            return false;
        }
    }

    /** The moment after an ISO period, in the zone of the start. */
    public ZonedDateTime after(ZonedDateTime start) {
        return plus(start, text);
    }

    private static ZonedDateTime plus(ZonedDateTime start, String iso) {
        int time = iso.indexOf('T');
        var days = time < 0 ? iso : iso.substring(0, time);
        var end = days.equals("P") ? start : start.plus(Period.parse(days));
        return time < 0 ? end : end.plus(Duration.parse("P" + iso.substring(time)));
    }
}
