package jinye.safeguard.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What access must know about people besides who acts. Answered by the directory, like {@link Actors}. */
public interface People {

    Map<Long, String> names(Collection<Long> people);

    /** Who holds this role today, in whatever unit. */
    List<Long> holding(String role);

    /** What others know about a person and would try first: name in letters, telephone, staff number, name of the bureau. */
    List<String> guessable(long person);
}
