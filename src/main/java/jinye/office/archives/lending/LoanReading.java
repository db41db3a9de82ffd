package jinye.office.archives.lending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ItemList;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import jinye.platform.papers.Watermarks;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looking at what was lent: pages are drawn on the server with the reader's name, unit, moment and the loan's number across them.
 * The bytes that were filed never leave the house in this way, and after the last day nothing is drawn any more.
 */
@Component
@Transactional
class LoanReading {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Moments.ZONE);
    private static final String TRAIL = "TRAIL";

    private final LoanRegister register;
    private final ItemList items;
    private final Files files;
    private final Watermarks watermarks;
    private final TextPages texts;
    private final Journal journal;
    private final Clock clock;

    LoanReading(
            LoanRegister register,
            ItemList items,
            Files files,
            Watermarks watermarks,
            TextPages texts,
            Journal journal,
            Clock clock) {
        this.register = register;
        this.items = items;
        this.files = files;
        this.watermarks = watermarks;
        this.texts = texts;
        this.journal = journal;
        this.clock = clock;
    }

    record Copy(String name, byte[] pdf) {}

    /** Whether pages may be looked at today. */
    boolean isOpen(LoanRegister.Loan loan) {
        return loan.state() == LoanState.IN_USE
                && !loan.mode().isPaper()
                && loan.until() != null
                && !loan.until().isBefore(LocalDate.ofInstant(clock.instant(), Moments.ZONE));
    }

    int pages(ItemList.ComponentRow part) {
        return part.pages() > 0 || !part.kind().equals(TRAIL) ? part.pages() : texts.pages(part.file());
    }

    /** One page as PNG. The first page of a part leaves an entry in the register of use. */
    byte[] page(Actor actor, long id, int position, int page) {
        var loan = open(actor, id);
        var part = part(loan, position);
        if (page < 1 || page > pages(part)) {
            throw new ItemList.NoSuchItem();
        }
        if (page == 1) {
            enter(actor, loan, part, "READ", "archives.read-loan");
        }
        return drawn(actor, loan, part, page);
    }

    /** The whole part as a PDF of its watermarked pages, where copying was granted. */
    Copy copy(Actor actor, long id, int position) {
        var loan = open(actor, id);
        if (loan.mode() != LoanMode.COPY) {
            throw new NotGranted();
        }
        var part = part(loan, position);
        enter(actor, loan, part, "COPIED", "archives.copy-loan");
        try (var document = new PDDocument()) {
            int pages = pages(part);
            for (int page = 1; page <= pages; page++) {
                var image = PDImageXObject.createFromByteArray(document, drawn(actor, loan, part, page), "page");
                float scale = Math.min(
                        PDRectangle.A4.getWidth() / image.getWidth(), PDRectangle.A4.getHeight() / image.getHeight());
                var sheet = new PDPage(new PDRectangle(image.getWidth() * scale, image.getHeight() * scale));
                document.addPage(sheet);
                try (var content = new PDPageContentStream(document, sheet)) {
                    content.drawImage(image, 0, 0, image.getWidth() * scale, image.getHeight() * scale);
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return new Copy(loan.number() + "-" + position + ".pdf", out.toByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] drawn(Actor actor, LoanRegister.Loan loan, ItemList.ComponentRow part, int page) {
        var plain = part.pages() > 0 ? files.page(part.file(), page) : texts.page(part.file(), page);
        return watermarks.across(
                plain,
                "%s %s %s %s".formatted(actor.name(), actor.unitName(), MOMENT.format(clock.instant()), loan.number()));
    }

    private LoanRegister.Loan open(Actor actor, long id) {
        actor.require("archives.read");
        var loan = register.find(id);
        if (loan.borrower() != actor.person()) {
            throw new LoanRegister.NoSuchLoan();
        }
        if (!isOpen(loan)) {
            throw new NotOpen(loan.number(), loan.state().term());
        }
        return loan;
    }

    private ItemList.ComponentRow part(LoanRegister.Loan loan, int position) {
        var view = items.kept(loan.item());
        items.component(view, position);
        return view.components().stream()
                .filter(one -> one.position() == position)
                .findFirst()
                .orElseThrow(ItemList.NoSuchItem::new);
    }

    private void enter(Actor actor, LoanRegister.Loan loan, ItemList.ComponentRow part, String use, String act) {
        register.use(loan.id(), part.position(), part.name(), use, actor.name());
        journal.record(
                actor, act, new RecordId("archives", loan.item()), Map.of("loan", loan.number(), "part", part.name()));
    }

    static final class NotOpen extends Refusal {
        NotOpen(String number, String state) {
            super(Kind.CONFLICT, "archives.loan-not-open", number, state);
        }
    }

    static final class NotGranted extends Refusal {
        NotGranted() {
            super(Kind.FORBIDDEN, "archives.copy-not-granted");
        }
    }
}
