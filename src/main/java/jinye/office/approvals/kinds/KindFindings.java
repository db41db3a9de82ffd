package jinye.office.approvals.kinds;

import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.KindFinding.Level;
import jinye.office.approvals.kinds.KindFinding.Part;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;

/** What one look at a package found, in the words people read. */
final class KindFindings {

    private final Sentences sentences;
    private final List<KindFinding> found = new ArrayList<>();

    KindFindings(Sentences sentences) {
        this.sentences = sentences;
    }

    List<KindFinding> all() {
        return List.copyOf(found);
    }

    void add(KindFinding finding) {
        found.add(finding);
    }

    void error(Part part, @Nullable String place, String reason, Object... facts) {
        add(Level.ERROR, part, place, reason, facts);
    }

    void warning(Part part, @Nullable String place, String reason, Object... facts) {
        add(Level.WARNING, part, place, reason, facts);
    }

    private void add(Level level, Part part, @Nullable String place, String reason, Object... facts) {
        var code = "approvals." + reason;
        found.add(new KindFinding(level, part, place, code, sentences.of(code, List.of(facts))));
    }

    void fault(Level level, Part part, Refusal.Fault fault) {
        found.add(
                new KindFinding(level, part, fault.pointer(), fault.code(), sentences.of(fault.code(), fault.facts())));
    }

    /** What the parts of a kind refuse, in their own words. */
    void refusal(Part part, String place, Refusal unreadable) {
        found.add(new KindFinding(
                Level.ERROR,
                part,
                place,
                unreadable.code(),
                "规则表“" + place + "”：" + sentences.of(unreadable.code(), unreadable.facts())));
    }
}
