package jinye.office.approvals.kinds;

import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.forms.Form;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The paper of a kind while it is being designed. */
@Service
@Transactional(readOnly = true)
class KindPaper {

    private final KindWorkshop workshop;
    private final KindReader reader;
    private final PaperSheet sheet;

    KindPaper(KindWorkshop workshop, KindReader reader, PaperSheet sheet) {
        this.workshop = workshop;
        this.reader = reader;
        this.sheet = sheet;
    }

    byte[] sample(Actor actor, String name) {
        var files = new KindPackage(workshop.draft(actor, name).files());
        try {
            var settings = KindSettings.read(files.text(KindPackage.SETTINGS));
            return sheet.sample(
                    settings, reader.form(files), !KindReader.tableNames(files).isEmpty());
        } catch (KindSettings.Unreadable | Form.Unreadable broken) {
            throw new NothingToPrint();
        }
    }

    static final class NothingToPrint extends Refusal {
        NothingToPrint() {
            super(Kind.CONFLICT, "approvals.paper-unreadable");
        }
    }
}
