package jinye.platform.workflow.process;

import java.util.regex.Pattern;

/** Who handles a node: one word of a closed list, some with an argument, as written in {@code jinye:who}. */
public record Who(Kind kind, String argument, boolean pool) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    /** The closed list. */
    public enum Kind {
        INITIATOR("initiator", false),
        INITIATOR_DEPARTMENT_HEAD("initiator-department-head", false),
        LEADER_IN_CHARGE("leader-in-charge", false),
        PRINCIPAL("principal", false),
        LEADERS("leaders", false),
        DEPARTMENT_HEADS("department-heads", false),
        UNIT_PEOPLE("unit-people", false),
        DEPARTMENT_PEOPLE("department-people", false),
        ROLE("role", true),
        CHOSEN_BY_PREVIOUS("chosen-by-previous", false),
        PERSON_FACT("person-fact", true),
        DESK("desk", true);

        private final String word;
        private final boolean takesArgument;

        Kind(String word, boolean takesArgument) {
            this.word = word;
            this.takesArgument = takesArgument;
        }
    }

    static final Who INITIATOR = new Who(Kind.INITIATOR, "", false);

    static Who read(String text, String where) {
        var parts = text.strip().split(":", -1);
        for (var kind : Kind.values()) {
            if (!kind.word.equals(parts[0])) {
                continue;
            }
            boolean pool = parts.length > 1 && parts[parts.length - 1].equals("pool");
            int length = parts.length - (pool ? 1 : 0);
            var argument = length == 2 ? parts[1] : "";
            if (length > 2 || kind.takesArgument != NAME.matcher(argument).matches()) {
                break;
            }
            return new Who(kind, argument, pool);
        }
        throw new BadProcess("unknown-word", where, "who", text);
    }

    /** Whether a list of candidates can be drawn up; otherwise the person is looked for in the directory and checked afterwards. */
    public boolean isWholeStaff() {
        return kind == Kind.UNIT_PEOPLE || kind == Kind.DEPARTMENT_PEOPLE;
    }

    @Override
    public String toString() {
        return kind.word + (argument.isEmpty() ? "" : ":" + argument) + (pool ? ":pool" : "");
    }
}
