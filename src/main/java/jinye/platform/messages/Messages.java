package jinye.platform.messages;

import java.util.Collection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of messages. */
@Service
@Transactional
public class Messages {

    /** Tells people once: the same {@code key} for the same person is not told twice. */
    public void tell(Collection<Long> people, Message message) {
        throw new UnsupportedOperationException();
    }
}
