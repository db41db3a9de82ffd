package jinye.office.documents.secrecy;

import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.office.documents.text.PlainText;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 保守国家秘密法 art. 31: a file whose name or text bears the marking of a state secret never becomes part of a document, so it is
 * neither shown nor searched nor sent. A 保密员 looks at it; what is none is released by a leader, who is another person.
 */
@Service
@Transactional
public class Quarantine {

    private final QuarantineRecords records;
    private final Files files;

    Quarantine(QuarantineRecords records, Files files) {
        this.records = records;
        this.files = files;
    }

    /**
     * Looks through the files before they are attached.
     *
     * @throws Quarantined when one bears a marking and has not been released; it is kept apart from then on
     */
    public void refuseMarked(Actor actor, List<StoredFile> brought, @Nullable Long document) {
        for (var file : brought) {
            var mark = mark(file);
            if (mark.isPresent() && !records.released(actor.unit(), file.sha256())) {
                records.hold(actor, file, mark.get(), document);
                throw new Quarantined(file.name(), mark.get());
            }
        }
    }

    private Optional<String> mark(StoredFile file) {
        var named = SecrecyWords.in(file.name().replaceFirst("\\.[^.]+$", ""));
        return named.isPresent() ? named : SecrecyWords.in(files.text(file.id()));
    }

    /** What is kept apart in one's unit; for those who examine or release. */
    @Transactional(readOnly = true)
    public List<QuarantineRecords.QuarantinedFile> list(Actor actor) {
        if (!actor.may("documents.release-secrecy")) {
            actor.require("documents.examine-secrecy");
        }
        return records.list(actor.unit());
    }

    /** 保密员审查. @param secret whether it really is one; then it stays apart for good and is dealt with outside the system */
    public void examine(Actor actor, long id, boolean secret, @Nullable String reason) {
        actor.require("documents.examine-secrecy");
        var file = records.find(actor.unit(), id).orElseThrow(NoSuchFile::new);
        require(file, "HELD");
        if (file.broughtBy() == actor.person()) {
            throw new ByAnother();
        }
        records.examined(actor, id, secret ? "CONFIRMED" : "EXAMINED", PlainText.required("reason", reason, 500));
    }

    /** 领导批准放行, or back to the 保密员's other answer: it stays apart. */
    public void decide(Actor actor, long id, boolean release, @Nullable String reason) {
        actor.require("documents.release-secrecy");
        var file = records.find(actor.unit(), id).orElseThrow(NoSuchFile::new);
        require(file, "EXAMINED");
        var examiner = file.examinedBy();
        if (file.broughtBy() == actor.person() || (examiner != null && examiner == actor.person())) {
            throw new ByAnother();
        }
        records.decided(actor, file, release ? "RELEASED" : "CONFIRMED", PlainText.required("reason", reason, 500));
    }

    private static void require(QuarantineRecords.QuarantinedFile file, String state) {
        if (!file.state().equals(state)) {
            throw new NotNow();
        }
    }

    static final class Quarantined extends Refusal {
        Quarantined(String file, String mark) {
            super(Kind.INVALID, "documents.quarantined", file, mark);
        }
    }

    static final class ByAnother extends Refusal {
        ByAnother() {
            super(Kind.FORBIDDEN, "documents.quarantine-by-another");
        }
    }

    static final class NotNow extends Refusal {
        NotNow() {
            super(Kind.CONFLICT, "documents.quarantine-not-now");
        }
    }

    static final class NoSuchFile extends Refusal {
        NoSuchFile() {
            super(Kind.NOT_FOUND, "documents.no-such-quarantined-file");
        }
    }
}
