package jinye.office.approvals.kinds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 事项设计: where designers make and change kinds. Nothing here touches a request that is under way. */
@Service
@Transactional
public class KindWorkshop {

    public static final String DESIGN = "approvals.design";
    private static final int TEXT_MAX = 2_000_000;

    /** @param draftChangedAt null when nobody is changing it */
    public record DesignedKind(
            String name,
            String title,
            String group,
            String summary,
            int version,
            boolean enabled,
            boolean ofApplication,
            @Nullable Instant draftChangedAt,
            @Nullable String draftChangedBy) {}

    /** @param version of the draft, 0 while it is the published version as it stands */
    public record KindDraft(
            String name,
            Map<String, String> files,
            long version,
            int basedOn,
            int published,
            @Nullable Instant changedAt,
            @Nullable String changedByName) {}

    private final KindStore store;
    private final ApprovalKinds kinds;
    private final Journal journal;

    KindWorkshop(KindStore store, ApprovalKinds kinds, Journal journal) {
        this.store = store;
        this.kinds = kinds;
        this.journal = journal;
    }

    @Transactional(readOnly = true)
    public List<DesignedKind> all(Actor actor) {
        actor.require(DESIGN);
        return store.all().stream()
                .map(row -> {
                    var draft = store.draft(row.name());
                    return new DesignedKind(
                            row.name(),
                            row.title(),
                            row.group(),
                            row.summary(),
                            row.version(),
                            row.enabled(),
                            row.ofApplication(),
                            draft.map(KindStore.Draft::changedAt).orElse(null),
                            draft.map(KindStore.Draft::changedByName).orElse(null));
                })
                .toList();
    }

    /** What is being designed: the draft, or the version in force as a beginning. */
    @Transactional(readOnly = true)
    public KindDraft draft(Actor actor, String name) {
        actor.require(DESIGN);
        var row = store.find(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        return store.draft(name)
                .map(draft -> new KindDraft(
                        name,
                        draft.files().files(),
                        draft.version(),
                        draft.basedOn(),
                        row.version(),
                        draft.changedAt(),
                        draft.changedByName()))
                .orElseGet(() -> new KindDraft(
                        name,
                        store.files(name, row.version()).map(KindPackage::files).orElse(Map.of()),
                        0,
                        row.version(),
                        row.version(),
                        null,
                        null));
    }

    /** Begins a kind, empty or as a copy of another one. */
    public KindDraft begin(Actor actor, String name, String title, @Nullable String like) {
        actor.require(DESIGN);
        refuseBadName(name);
        var files = new TreeMap<String, String>();
        if (like != null) {
            var row = store.find(like).orElseThrow(ApprovalKinds.NoSuchKind::new);
            files.putAll(store.files(like, row.version())
                    .orElseThrow(ApprovalKinds.NoSuchKind::new)
                    .files());
            renamed(files, like, name, title);
        } else {
            files.putAll(BlankKind.files(name, title));
        }
        if (!store.insert(name, title, "其他", "", false)) {
            throw new NameTaken(name);
        }
        store.saveDraft(actor, name, new KindPackage(files), 0, 0);
        journal.record(
                actor, "approvals.begin-kind", new RecordId("approvals", 0), Map.of("kind", name, "title", title));
        return draft(actor, name);
    }

    /** {@code -part} is the end of the name of what departments are asked. */
    static void refuseBadName(String name) {
        if (!name.matches("[a-z][a-z0-9-]{1,39}") || name.endsWith("-part")) {
            throw new BadName(name);
        }
    }

    private static void renamed(Map<String, String> files, String from, String to, String title) {
        files.computeIfPresent(
                KindPackage.SETTINGS,
                (path, text) -> text.replaceFirst("(?m)^name:.*$", "name: " + to)
                        .replaceFirst("(?m)^title:.*$", "title: " + title));
        files.computeIfPresent(
                KindPackage.PROCESS,
                (path, text) -> text.replace("\"approvals." + from + "-part\"", "\"approvals." + to + "-part\""));
    }

    /** @param seen the version the designer was looking at */
    public KindDraft save(Actor actor, String name, Map<String, String> files, long seen) {
        actor.require(DESIGN);
        var row = store.find(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        long size = files.values().stream().mapToLong(String::length).sum();
        if (size > TEXT_MAX) {
            throw new TooLarge(TEXT_MAX / 10_000);
        }
        for (var path : files.keySet()) {
            if (!KindPackage.knows(path)) {
                throw new KindZip.Hostile("zip-unknown-file", path);
            }
        }
        if (!store.saveDraft(actor, name, new KindPackage(files), seen, row.version())) {
            throw store.draft(name)
                    .map(draft -> new Overtaken(draft.changedByName()))
                    .orElseGet(() -> new Overtaken("另一位设计人员"));
        }
        return draft(actor, name);
    }

    public void dropDraft(Actor actor, String name) {
        actor.require(DESIGN);
        store.find(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        store.dropDraft(name);
        journal.record(actor, "approvals.drop-draft", new RecordId("approvals", 0), Map.of("kind", name));
    }

    @Transactional(readOnly = true)
    public List<KindFinding> findings(Actor actor, String name) {
        return kinds.check(name, new KindPackage(draft(actor, name).files()));
    }

    public int publish(Actor actor, String name, String note, long seen) {
        actor.require(DESIGN);
        store.find(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        store.lockVersion(name);
        var draft = store.draft(name)
                .orElseThrow(() -> seen > 0 ? new PublishedMeanwhile() : new ApprovalKinds.Unchanged());
        if (draft.version() != seen) {
            throw new Overtaken(draft.changedByName());
        }
        int version = kinds.publish(actor, name, draft.files(), note);
        store.dropDraft(name);
        return version;
    }

    public void enable(Actor actor, String name, boolean enabled) {
        actor.require(DESIGN);
        store.find(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        store.enable(name, enabled);
        journal.record(
                actor,
                enabled ? "approvals.offer-kind" : "approvals.withdraw-kind",
                new RecordId("approvals", 0),
                Map.of("kind", name));
    }

    @Transactional(readOnly = true)
    public List<KindVersion> versions(Actor actor, String name) {
        actor.require(DESIGN);
        return store.versions(name);
    }

    /** The files of a published version, for comparing and for taking one back into the draft. */
    @Transactional(readOnly = true)
    public Map<String, String> files(Actor actor, String name, int version) {
        actor.require(DESIGN);
        return store.files(name, version)
                .orElseThrow(ApprovalKinds.NoSuchKind::new)
                .files();
    }

    static final class BadName extends Refusal {
        BadName(String name) {
            super(Kind.INVALID, "approvals.kind-name", name);
        }
    }

    static final class NameTaken extends Refusal {
        NameTaken(String name) {
            super(Kind.CONFLICT, "approvals.kind-name-taken", name);
        }
    }

    static final class TooLarge extends Refusal {
        TooLarge(int most) {
            super(Kind.TOO_LARGE, "approvals.kind-too-large", most);
        }
    }

    static final class Overtaken extends Refusal {
        Overtaken(String by) {
            super(Kind.CONFLICT, "approvals.draft-overtaken", by);
        }
    }

    static final class PublishedMeanwhile extends Refusal {
        PublishedMeanwhile() {
            super(Kind.CONFLICT, "approvals.published-meanwhile");
        }
    }
}
