package jinye.office.approvals.kinds;

import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Kinds leave the house and come in as signed packages. */
@Service
@Transactional
class KindTransfer {

    /** @param standing TRUSTED, UNKNOWN_KEY, UNSIGNED or BROKEN. @param isNew whether there is no such kind yet */
    record ImportLook(
            String name,
            String title,
            String standing,
            @Nullable String fingerprint,
            @Nullable String signedBy,
            boolean isNew,
            List<KindFinding> findings) {}

    private final KindStore store;
    private final ApprovalKinds kinds;
    private final KindWorkshop workshop;
    private final KindSeal seal;
    private final Journal journal;

    KindTransfer(KindStore store, ApprovalKinds kinds, KindWorkshop workshop, KindSeal seal, Journal journal) {
        this.store = store;
        this.kinds = kinds;
        this.workshop = workshop;
        this.seal = seal;
        this.journal = journal;
    }

    /** The version in force as a signed zip. */
    byte[] export(Actor actor, String name) {
        actor.require(KindWorkshop.DESIGN);
        var row = store.find(name).orElseThrow(ApprovalKinds.NoSuchKind::new);
        var files = store.files(name, row.version()).orElseThrow(ApprovalKinds.NoSuchKind::new);
        journal.record(
                actor,
                "approvals.export-kind",
                new RecordId("approvals", 0),
                Map.of("kind", name, "version", row.version(), "sha256", files.sha256()));
        return KindZip.pack(files, seal.sign(files));
    }

    /** What a zip brings, without keeping anything. */
    ImportLook look(Actor actor, byte[] zip) {
        actor.require(KindWorkshop.DESIGN);
        var unpacked = KindZip.unpack(zip);
        var settings = settings(unpacked.files());
        var checked = seal.check(unpacked.files(), unpacked.signature());
        return new ImportLook(
                settings.name(),
                settings.title(),
                checked.standing().name(),
                checked.fingerprint(),
                checked.name(),
                store.find(settings.name()).isEmpty(),
                kinds.check(settings.name(), unpacked.files()));
    }

    /**
     * Takes a zip in as a draft; it is published by hand after looking at it.
     *
     * @param unsignedToo whether the person has said that a package nobody vouches for may come in
     */
    KindWorkshop.KindDraft take(Actor actor, byte[] zip, boolean unsignedToo) {
        actor.require(KindWorkshop.DESIGN);
        var unpacked = KindZip.unpack(zip);
        var settings = settings(unpacked.files());
        var checked = seal.check(unpacked.files(), unpacked.signature());
        switch (checked.standing()) {
            case BROKEN -> throw new SealBroken();
            case UNSIGNED, UNKNOWN_KEY -> {
                if (!unsignedToo) {
                    throw new NotVouchedFor(checked.fingerprint());
                }
            }
            case TRUSTED -> {
                // nothing to ask
            }
        }
        KindWorkshop.refuseBadName(settings.name());
        store.insert(settings.name(), settings.title(), settings.group(), settings.summary(), false);
        var draft = store.draft(settings.name());
        if (draft.isPresent()) {
            throw new KindWorkshop.Overtaken(draft.get().changedByName());
        }
        store.saveDraft(
                actor,
                settings.name(),
                unpacked.files(),
                0,
                store.find(settings.name()).map(KindStore.Row::version).orElse(0));
        journal.record(
                actor,
                "approvals.import-kind",
                new RecordId("approvals", 0),
                Map.of(
                        "kind",
                        settings.name(),
                        "sha256",
                        unpacked.files().sha256(),
                        "standing",
                        checked.standing().name()));
        return workshop.draft(actor, settings.name());
    }

    private static KindSettings settings(KindPackage files) {
        try {
            return KindSettings.read(files.text(KindPackage.SETTINGS));
        } catch (KindSettings.Unreadable broken) {
            throw new KindZip.Hostile("zip-no-kind");
        }
    }

    static final class SealBroken extends Refusal {
        SealBroken() {
            super(Kind.INVALID, "approvals.signature-broken");
        }
    }

    static final class NotVouchedFor extends Refusal {
        NotVouchedFor(@Nullable String fingerprint) {
            super(Kind.CONFLICT, "approvals.not-vouched-for", fingerprint == null ? "没有签名" : "签名密钥 " + fingerprint);
        }
    }
}
