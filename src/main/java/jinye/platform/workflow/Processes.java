package jinye.platform.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jinye.kernel.Refusal;
import jinye.platform.workflow.process.Drawing;
import jinye.platform.workflow.process.ProcessFile;
import jinye.platform.workflow.process.Shape;
import jinye.platform.workflow.process.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Published processes. A file that changed becomes a new version when the application starts; matters under way keep theirs,
 * because the people in them were promised that way and not another.
 */
@Component
class Processes {

    private static final String FILES = "classpath*:modules/*/processes/*.bpmn";
    private static final Pattern PLACE = Pattern.compile(".*modules/([a-z]+)/processes/([a-z0-9-]+)\\.bpmn");

    /** Words that no file gives a term. */
    private static final Map<String, String> TERMS = Map.of(
            StepDecided.RETURN, "退回",
            Timeout.SILENT_CONSENT, StepDecided.SILENT_TERM,
            StepRules.TIMED_OUT, "超时");

    private record Version(String kind, int version) {}

    /** @param by null when the file came with the application */
    record Publication(@Nullable Long by, String byName, String note) {}

    private static final Publication WITH_THE_APPLICATION = new Publication(null, "系统", "");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Version, MatterProcess> read = new ConcurrentHashMap<>();
    private final Map<Version, String> drawn = new ConcurrentHashMap<>();
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();
    private final Set<String> ofApplication = ConcurrentHashMap.newKeySet();

    Processes(JdbcClient jdbc, Clock clock, ResourcePatternResolver resources) throws IOException {
        this.jdbc = jdbc;
        this.clock = clock;
        for (var file : resources.getResources(FILES)) {
            var place = PLACE.matcher(file.getURL().toString());
            if (!place.matches()) {
                throw new IllegalStateException("not the name of a process: " + file);
            }
            var kind = place.group(1) + "." + place.group(2);
            publish(kind, file.getContentAsString(StandardCharsets.UTF_8));
            ofApplication.add(kind);
        }
        jdbc.sql("select kind, max(version) as version from workflow.process group by kind")
                .query(row -> {
                    latest.put(row.getString("kind"), row.getInt("version"));
                });
    }

    /** Checks the text and stores it as the next version unless the present one is the same. */
    final void publish(String kind, String bpmn) {
        try {
            ProcessFile.read(bpmn);
        } catch (Refusal bad) {
            throw new IllegalStateException("process " + kind + ": " + bad.code() + " " + bad.facts(), bad);
        }
        store(kind, bpmn, WITH_THE_APPLICATION);
    }

    /**
     * The caller has checked the text. The same text again is refused, and so is whoever publishes at the same instant as somebody
     * else: their text was drawn without knowing the other's.
     *
     * @return the number of the new version
     */
    int publish(String kind, String bpmn, Publication publication) {
        if (!store(kind, bpmn, publication)) {
            throw latestVersion(kind)
                            .filter(version -> bpmn(kind, version).equals(bpmn))
                            .isPresent()
                    ? new Unchanged()
                    : new PublishedMeanwhile();
        }
        return latestVersion(kind).orElseThrow(NoSuchProcess::new);
    }

    /** Whoever publishes waits here for those who are publishing, until the transaction ends. */
    void publishInTurn() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('workflow.process'))").query(row -> {});
    }

    /** @return whether it became a version of its own */
    private boolean store(String kind, String bpmn, Publication publication) {
        int stored = jdbc.sql("""
                        insert into workflow.process (kind, version, bpmn, published_at, published_by, published_by_name, note)
                        select :kind, coalesce(max(version), 0) + 1, :bpmn, :now, :by, :byName, :note
                        from workflow.process where kind = :kind
                        having coalesce((array_agg(bpmn order by version desc))[1], '') <> :bpmn
                        on conflict do nothing""")
                .param("kind", kind)
                .param("bpmn", bpmn)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", publication.by(), java.sql.Types.BIGINT)
                .param("byName", publication.byName())
                .param("note", publication.note())
                .update();
        if (stored == 0) {
            return false;
        }
        // what is rolled back must not be remembered
        int version = storedVersion(kind).orElseThrow(NoSuchProcess::new);
        afterCommit(() -> latest.merge(kind, version, Math::max));
        return true;
    }

    /** Whether the code beside the file relies on it. */
    boolean isOfApplication(String kind) {
        return ofApplication.contains(kind);
    }

    /** Another node may have published since; what it published is read when somebody asks for the kind. */
    Optional<Integer> latestVersion(String kind) {
        var known = latest.get(kind);
        if (known != null && ofApplication.contains(kind)) {
            return Optional.of(known);
        }
        return storedVersion(kind);
    }

    private Optional<Integer> storedVersion(String kind) {
        return jdbc.sql("select max(version) from workflow.process where kind = :kind")
                .param("kind", kind)
                .query(Integer.class)
                .optional();
    }

    String bpmn(String kind, int version) {
        return bpmn(new Version(kind, version));
    }

    private static void afterCommit(Runnable then) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            then.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }

    /** All kinds that can be started. */
    List<String> kinds() {
        return jdbc.sql("select distinct kind from workflow.process order by kind")
                .query(String.class)
                .list();
    }

    Optional<Shape> shapeOf(String kind) {
        return latestVersion(kind).map(version -> version(kind, version).shape());
    }

    MatterProcess latest(String kind) {
        return version(
                kind,
                latestVersion(kind).orElseThrow(() -> new IllegalArgumentException("no process for the kind " + kind)));
    }

    MatterProcess version(String kind, int version) {
        return read.computeIfAbsent(
                new Version(kind, version), v -> new MatterProcess(kind, version, ProcessFile.read(bpmn(v))));
    }

    /** The file with a layout, its own or ours. */
    String drawing(MatterProcess process) {
        return drawn.computeIfAbsent(
                new Version(process.kind(), process.version()), version -> Drawing.of(bpmn(version)));
    }

    String name(String kind) {
        return known(kind).map(Shape::name).orElse(kind);
    }

    /** For words on lists: the version known here is good enough, and asked for once when another node published the kind. */
    private Optional<Shape> known(String kind) {
        return Optional.ofNullable(latest.get(kind))
                .or(() -> latestVersion(kind))
                .map(version -> version(kind, version).shape());
    }

    /** The Chinese term of a decision; the present version answers for older ones, and the word itself for what it lost. */
    String decisionTerm(String kind, String node, String decision) {
        var known = TERMS.get(decision);
        if (known != null) {
            return known;
        }
        return known(kind).stream()
                .flatMap(shape -> shape.steps().stream())
                .filter(step -> step.id().equals(node))
                .map(step -> step.settings().decisions().getOrDefault(decision, decision))
                .findFirst()
                .orElse(decision);
    }

    private String bpmn(Version version) {
        return jdbc.sql("select bpmn from workflow.process where kind = :kind and version = :version")
                .param("kind", version.kind())
                .param("version", version.version())
                .query(String.class)
                .optional()
                .orElseThrow(NoSuchProcess::new);
    }

    static final class NoSuchProcess extends Refusal {
        NoSuchProcess() {
            super(Kind.NOT_FOUND, "workflow.no-such-process");
        }
    }

    static final class PublishedMeanwhile extends Refusal {
        PublishedMeanwhile() {
            super(Kind.CONFLICT, "workflow.published-meanwhile");
        }
    }

    static final class Unchanged extends Refusal {
        Unchanged() {
            super(Kind.CONFLICT, "workflow.process-unchanged");
        }
    }
}
