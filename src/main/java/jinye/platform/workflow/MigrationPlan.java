package jinye.platform.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.platform.web.Sentences;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.Shape;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which running matters can move to another version of their process, and where. Node ids are the contract: an open step goes to
 * the node of the same id, or to the one somebody names for it.
 */
@Component
class MigrationPlan {

    /** @param obstacle why this matter has to stay, null when it can move. @param nodes open node → node of the new version */
    record Candidate(
            long matter,
            String title,
            String number,
            Map<String, String> nodes,
            @Nullable String obstacle) {}

    private final JdbcClient jdbc;
    private final Processes processes;
    private final MatterStore store;
    private final Sentences sentences;

    MigrationPlan(JdbcClient jdbc, Processes processes, MatterStore store, Sentences sentences) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.store = store;
        this.sentences = sentences;
    }

    /** What would happen to each running matter. @param nodes where old and new ids differ */
    @Transactional(readOnly = true)
    public List<Candidate> preview(String kind, int from, int to, Map<String, String> nodes) {
        if (from == to) {
            throw new ProcessDefinitions.Unfit("same-version");
        }
        var shape = processes.version(kind, to).shape();
        return running(kind, from).stream()
                .map(id -> store.byId(id, false))
                .flatMap(Optional::stream)
                .map(matter -> candidate(matter, shape, nodes))
                .toList();
    }

    private List<Long> running(String kind, int version) {
        return jdbc.sql("""
                        select id from workflow.matter
                        where kind = :kind and version = :version and state in ('RUNNING', 'SUSPENDED') order by id""")
                .param("kind", kind)
                .param("version", version)
                .query(Long.class)
                .list();
    }

    Candidate candidate(Matter matter, Shape shape, Map<String, String> nodes) {
        var places = new HashMap<String, String>();
        String obstacle = null;
        for (var step : matter.open()) {
            var target = nodes.getOrDefault(step.node().id(), step.node().id());
            var there =
                    shape.find(target).filter(node -> node.kind() == step.node().kind());
            if (there.isEmpty()) {
                obstacle = sentences.of(
                        "workflow.migrate-no-node", List.of(step.node().name()));
            } else if (step.mode() == Mode.VOTE && !votesAlike(step.node(), there.get())) {
                obstacle = sentences.of(
                        "workflow.migrate-voting", List.of(step.node().name()));
            } else {
                places.put(step.node().id(), target);
            }
        }
        if (obstacle == null) {
            obstacle = notTogether(shape, List.copyOf(places.values()));
        }
        return new Candidate(matter.id(), matter.title(), matter.number(), Map.copyOf(places), obstacle);
    }

    /** Votes that were given are counted by the words they were given with. */
    private static boolean votesAlike(Node here, Node there) {
        return there.settings().mode() == Mode.VOTE
                && List.copyOf(there.settings().decisions().keySet())
                        .equals(List.copyOf(here.settings().decisions().keySet()));
    }

    /** Two open steps can stand together only in different lanes of one fork. */
    private @Nullable String notTogether(Shape shape, List<String> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                if (!shape.parallel(nodes.get(i), nodes.get(j))) {
                    return sentences.of(
                            "workflow.migrate-not-parallel",
                            List.of(
                                    shape.node(nodes.get(i)).name(),
                                    shape.node(nodes.get(j)).name()));
                }
            }
        }
        return null;
    }
}
