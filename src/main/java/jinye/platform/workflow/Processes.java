package jinye.platform.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jinye.kernel.Refusal;
import jinye.platform.workflow.process.Drawing;
import jinye.platform.workflow.process.ProcessFile;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Published processes. A file that changed becomes a new version when the application starts; matters under way keep theirs,
 * because the people in them were promised that way and not another.
 */
@Component
class Processes {

    private static final String FILES = "classpath*:modules/*/processes/*.bpmn";
    private static final Pattern PLACE = Pattern.compile(".*modules/([a-z]+)/processes/([a-z0-9-]+)\\.bpmn");

    private record Version(String kind, int version) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Version, MatterProcess> read = new ConcurrentHashMap<>();
    private final Map<Version, String> drawn = new ConcurrentHashMap<>();
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();

    Processes(JdbcClient jdbc, Clock clock, ResourcePatternResolver resources) throws IOException {
        this.jdbc = jdbc;
        this.clock = clock;
        for (var file : resources.getResources(FILES)) {
            var place = PLACE.matcher(file.getURL().toString());
            if (!place.matches()) {
                throw new IllegalStateException("not the name of a process: " + file);
            }
            publish(place.group(1) + "." + place.group(2), file.getContentAsString(StandardCharsets.UTF_8));
        }
    }

    /** Checks the text and stores it as the next version unless the present one is the same. */
    final void publish(String kind, String bpmn) {
        try {
            ProcessFile.read(bpmn);
        } catch (Refusal bad) {
            throw new IllegalStateException("process " + kind + ": " + bad.code() + " " + bad.facts(), bad);
        }
        jdbc.sql("""
                        insert into workflow.process (kind, version, bpmn, published_at)
                        select :kind, coalesce(max(version), 0) + 1, :bpmn, :now from workflow.process where kind = :kind
                        having coalesce((array_agg(bpmn order by version desc))[1], '') <> :bpmn
                        on conflict do nothing""")
                .param("kind", kind)
                .param("bpmn", bpmn)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        latest.put(
                kind,
                jdbc.sql("select max(version) from workflow.process where kind = :kind")
                        .param("kind", kind)
                        .query(Integer.class)
                        .single());
    }

    MatterProcess latest(String kind) {
        var version = latest.get(kind);
        if (version == null) {
            throw new IllegalArgumentException("no process for the kind " + kind);
        }
        return version(kind, version);
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
        return Optional.ofNullable(latest.get(kind))
                .map(version -> version(kind, version).shape().name())
                .orElse(kind);
    }

    /** The Chinese term of a decision; the present version answers for older ones, and the word itself for what it lost. */
    String decisionTerm(String kind, String node, String decision) {
        if (decision.equals(StepDecided.RETURN)) {
            return "退回";
        }
        return Optional.ofNullable(latest.get(kind))
                .map(version -> version(kind, version).shape())
                .stream()
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
                .single();
    }
}
