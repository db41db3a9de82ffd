package jinye.platform.workflow.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which steps come next. The interpreter keeps no state of its own, so moves are nothing to it; an engine that does keep
 * state (the oracle in the tests) follows the moves through the other methods.
 */
public interface Flow {

    /** @return the nodes whose steps open first */
    List<String> start(long matter, Shape shape, Map<String, Object> facts);

    /** @param othersOpen the nodes whose steps stay open. @return the nodes whose steps open now */
    List<String> leave(long matter, Shape shape, String node, Set<String> othersOpen, Map<String, Object> facts);

    /** Where {@link #leave} would lead, without leaving. */
    default List<String> ahead(Shape shape, String node, Set<String> othersOpen, Map<String, Object> facts) {
        return new Interpreter().leave(0, shape, node, othersOpen, facts);
    }

    /**
     * A lane is given up: its open steps close and it counts as having arrived.
     *
     * @return the nodes whose steps open now, because the join waited for this lane only
     */
    List<String> giveUp(
            long matter,
            Shape shape,
            Shape.Lane lane,
            Set<String> closing,
            Set<String> othersOpen,
            Map<String, Object> facts);

    /** A lane begins while others of its fork are under way. @return the nodes whose steps open now */
    List<String> begin(long matter, Shape shape, Shape.Lane lane, Set<String> open, Map<String, Object> facts);

    /**
     * Steps close and one opens at {@code to}.
     *
     * @param from the node the move starts from, null when the whole matter moves
     */
    default void move(long matter, Shape shape, Set<String> closing, @Nullable String from, String to) {}

    /** A step opens again in a lane that had already arrived at its join. */
    default void comeBack(long matter, Shape shape, Set<String> open, String to) {}

    /** An ended matter opens again at a node. */
    default void restart(long matter, Shape shape, String to, Map<String, Object> facts) {}

    default void terminate(long matter) {}
}
