package jinye.platform.directory;

/** 内设机构. @param code three letters such as BGS 办公室, ZMC 专卖监督管理处; also the 机构代码 of its archives */
public record Department(long id, long unit, String code, String name) {

    /** 局领导: leaders are kept as a department of their own, so that each has a place. */
    static final String LEADERS = "JLD";

    /** The office (办公室) speaks for the unit; other departments must not issue outside (R09). */
    public boolean isOffice() {
        return code.equals("BGS");
    }
}
