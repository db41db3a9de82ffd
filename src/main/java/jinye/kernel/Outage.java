package jinye.kernel;

/** A partner (database, disk, mail server …) is away. Not the person's fault; trying again later may help. Answered with 503. */
public class Outage extends RuntimeException {

    private final transient String code;

    public Outage(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
