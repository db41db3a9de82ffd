package jinye.platform.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jinye.platform.workflow.process.Who;

/** Who stands behind the words of {@link Who}. The directory answers; tests have a bureau of their own. */
interface Staffing {

    /** In order: lead first, or order of turn. Empty when the post is not filled. */
    List<Handler> handlers(Who who, MatterState matter, long previous);

    /** Which post is missing, in Chinese, for the sentence of refusal. */
    String missing(Who who, MatterState matter);

    Optional<Handler> person(long id);

    /** Those still in office, in the order given. */
    List<Handler> people(Collection<Long> ids);

    /** May this person be chosen from {@code unit-people} or {@code department-people}? Those lists are too long to draw up. */
    boolean belongs(Who staff, Handler candidate, MatterState matter, long previous);
}
