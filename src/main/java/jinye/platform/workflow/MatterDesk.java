package jinye.platform.workflow;

import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;

/**
 * What a desk supplies for one kind of matter. One bean per kind; its process lies at
 * {@code modules/<module>/processes/<name>.bpmn} and the kind is written {@code <module>.<name>}, such as {@code documents.outgoing}.
 * Everything here runs inside the verb's transaction: a refusal undoes the verb.
 */
public interface MatterDesk {

    /** The kind, or the module alone when one desk answers for all kinds of its module, also those that people design. */
    String kind();

    /** May this person read the record? Decides whether the matter's trail, steps and diagram are shown at all. */
    boolean readable(Actor actor, long record);

    /** Facts for the gateways, asked again at every send; only what conditions in the process name. */
    default Map<String, Object> facts(long record) {
        return Map.of();
    }

    /** A hash of what readers of the record see now; an opinion written by hand is bound to it. Empty when the desk keeps none. */
    default String contentHash(long record) {
        return "";
    }

    /** Asked before a send changes anything; refuses when the desk's rules do not allow leaving this node now. */
    default void beforeSend(Actor actor, MatterState matter, String node, String decision) {}

    /** The same for a desk that asks what the step obliges its handlers to fill in. @param rights of the step that is left */
    default void beforeSend(Actor actor, MatterState matter, String node, String decision, StepRights rights) {
        beforeSend(actor, matter, node, decision);
    }

    /**
     * The matter goes on in another version of its process; a desk whose record belongs to a version follows.
     *
     * @return what the trail says about it, empty for nothing
     */
    default String migrated(Actor actor, MatterState matter, int version) {
        return "";
    }

    /**
     * Which record of this desk a sub-matter of this kind is about: a new one that the desk makes for the part, or, unless it says
     * otherwise, the record of the matter that asks for it.
     */
    default long recordOfPart(Actor actor, MatterState parent, MatterPart part) {
        return parent.record();
    }

    /** Those of the nodes at which the record could be handled anew after its matter has ended or was terminated (重新办理). */
    default List<String> reopenable(long record, List<String> nodes) {
        return nodes;
    }

    /** The handlers of a node whose assignee strategy is {@code desk:<name>}; in order (lead first, or order of turn). */
    default List<Long> handlers(String name, MatterState matter) {
        return List.of();
    }
}
