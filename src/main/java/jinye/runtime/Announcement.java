package jinye.runtime;

import java.util.List;

/**
 * What whoever starts the application must read, such as the demo accounts or the first administrator's password. The lines of
 * all such beans are printed once, on the console only, when the application is ready.
 */
public interface Announcement {

    List<String> lines();
}
