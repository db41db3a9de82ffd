package jinye.office.documents;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jinye.sample.Visitor;

/** People stay signed in over the tests: signing in too often is refused. */
final class Staff {

    private static final Map<String, Visitor> SIGNED_IN = new ConcurrentHashMap<>();

    private Staff() {}

    static Visitor visitor(int port, String login) {
        return SIGNED_IN.computeIfAbsent(
                port + "/" + login, who -> Visitor.at(port).signIn(login));
    }
}
