package jinye.safeguard.access;

import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of access: who may sign in, and by which name. */
@Service
@Transactional
public class Accounts {

    /** Opens an account; the password is checked against the rules of 密码策略 and stored as an Argon2id hash. */
    public void open(long person, String loginName, String password) {
        throw new UnsupportedOperationException();
    }

    /** Opens many accounts with one password, hashed once: for demo data only. Keys are person ids, values login names. */
    public void openForDemo(Map<Long, String> loginNames, String password) {
        throw new UnsupportedOperationException();
    }
}
