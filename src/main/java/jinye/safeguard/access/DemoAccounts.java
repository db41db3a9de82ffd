package jinye.safeguard.access;

import java.util.List;

/** Whether this is a demonstration, and whom one may sign in as. Answered by whoever loads the demo data. */
public interface DemoAccounts {

    boolean demo();

    /** Empty unless {@link #demo()}. */
    List<DemoAccount> accounts();

    record DemoAccount(String loginName, String name, String post, String password) {}
}
