package jinye.platform.forms;

/** What a step of a process may do with a field. Written in lower case in {@code form.layout.json}. */
public enum Access {
    /** Not shown and not sent; what it holds is kept. */
    HIDDEN,
    READ,
    EDIT,
    /** May be edited and must be filled in before the step is sent on. */
    REQUIRED;

    public boolean editable() {
        return this == EDIT || this == REQUIRED;
    }
}
