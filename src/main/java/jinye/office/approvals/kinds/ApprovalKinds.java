package jinye.office.approvals.kinds;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.workflow.ProcessDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Published kinds: which there are, what each version says, and publishing the next. */
@Service
@Transactional
public class ApprovalKinds {

    /** The act that nobody does: the application installs the kinds it brings along. */
    static final Actor APPLICATION = new Actor(0, "系统", 0, "", 0, "", 0, "", Set.of(), Set.of());

    private record Version(String name, int version) {}

    private final KindStore store;
    private final KindReader reader;
    private final KindLint lint;
    private final ProcessDefinitions processes;
    private final Journal journal;
    private final Map<Version, Kind> read = new ConcurrentHashMap<>();

    ApprovalKinds(KindStore store, KindReader reader, KindLint lint, ProcessDefinitions processes, Journal journal) {
        this.store = store;
        this.reader = reader;
        this.lint = lint;
        this.processes = processes;
        this.journal = journal;
    }

    /** Those that may be started, in the order of the catalogue. */
    @Transactional(readOnly = true)
    public List<Kind> offered() {
        return store.all().stream()
                .filter(row -> row.enabled() && row.version() > 0)
                .map(row -> version(row.name(), row.version()))
                .toList();
    }

    /** The version in force, also of a kind that is not offered any more. */
    @Transactional(readOnly = true)
    public Optional<Kind> latest(String name) {
        return store.find(name).filter(row -> row.version() > 0).map(row -> version(name, row.version()));
    }

    /** @throws NoSuchKind unless it may be started now */
    @Transactional(readOnly = true)
    public Kind toStart(String name) {
        return store.find(name)
                .filter(row -> row.enabled() && row.version() > 0)
                .map(row -> version(name, row.version()))
                .orElseThrow(NoSuchKind::new);
    }

    /** A version never changes, so it is read once. */
    public Kind version(String name, int version) {
        var known = read.get(new Version(name, version));
        if (known != null) {
            return known;
        }
        var kind = reader.kind(store.files(name, version).orElseThrow(NoSuchKind::new), version);
        read.put(new Version(name, version), kind);
        return kind;
    }

    @Transactional(readOnly = true)
    public List<KindVersion> versions(String name) {
        return store.versions(name);
    }

    /** Versions that run by this version of their process, or of their parts', the newest first. */
    @Transactional(readOnly = true)
    public List<Integer> versionsWith(String name, int process, boolean part) {
        return store.versionsWith(name, process, part);
    }

    List<KindFinding> check(String name, KindPackage files) {
        return lint.check(name, files, this::callsOf);
    }

    /** Which kinds a kind asks; the parts of a kind belong to it. */
    private @Nullable Set<String> callsOf(String name) {
        var row = store.find(name.endsWith("-part") ? name.substring(0, name.length() - 5) : name);
        if (row.isEmpty()) {
            return null;
        }
        var calls = new LinkedHashSet<String>();
        store.files(row.get().name(), row.get().version()).ifPresent(files -> {
            calls.addAll(KindReader.calls(files.text(KindPackage.PROCESS)));
            calls.addAll(KindReader.calls(files.text(KindPackage.PART_PROCESS)));
        });
        calls.remove(row.get().name() + "-part");
        return calls;
    }

    /** @throws Broken with the first sentence when something is wrong. @return the version published */
    int publish(@Nullable Actor actor, String name, KindPackage files, String note) {
        int before = store.lockVersion(name);
        var errors = check(name, files).stream().filter(KindFinding::isError).toList();
        if (!errors.isEmpty()) {
            throw new Broken(errors.size(), errors.getFirst().sentence());
        }
        if (before > 0
                && store.files(name, before)
                        .map(KindPackage::sha256)
                        .filter(files.sha256()::equals)
                        .isPresent()) {
            throw new Unchanged();
        }
        var kind = reader.kind(files, before + 1);
        var by = actor == null ? APPLICATION : actor;
        Integer part = files.isParallel()
                ? Integer.valueOf(process(by, kind.partMatter(), files.text(KindPackage.PART_PROCESS), note))
                : null;
        int process = process(by, kind.matter(), files.text(KindPackage.PROCESS), note);
        store.publish(kind, files, process, part, note, actor);
        if (actor != null) {
            journal.record(
                    actor,
                    "approvals.publish",
                    new RecordId("approvals", 0),
                    Map.of("kind", name, "version", kind.version(), "note", note));
        }
        return kind.version();
    }

    /** The process that is in force already serves the next version of the form, too. */
    private int process(Actor actor, String kind, String bpmn, String note) {
        var latest = processes.latest(kind);
        if (latest.isPresent() && processes.bpmn(kind, latest.get()).equals(bpmn)) {
            return latest.get();
        }
        return processes.publish(actor, kind, bpmn, null, note);
    }

    public static final class NoSuchKind extends Refusal {
        public NoSuchKind() {
            super(Kind.NOT_FOUND, "approvals.no-such-kind");
        }
    }

    static final class Broken extends Refusal {
        Broken(int errors, String first) {
            super(Kind.INVALID, "approvals.kind-broken", errors, first);
        }
    }

    static final class Unchanged extends Refusal {
        Unchanged() {
            super(Kind.CONFLICT, "approvals.kind-unchanged");
        }
    }
}
