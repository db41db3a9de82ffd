package jinye.office.archives.items;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import jinye.platform.workflow.Matters;
import org.springframework.stereotype.Component;

/** The files that an item consists of, in the order of DA/T 22-2015: body, its sealed OFD, attachments, sheet, the trail of handling. */
@Component
public class ItemComponents {

    private final Matters matters;
    private final Files files;

    ItemComponents(Matters matters, Files files) {
        this.matters = matters;
        this.files = files;
    }

    /** Body, attachments and sheet; the trail is written when the item is filed. */
    public List<ItemPart> of(Source source) {
        if (source.body() == null && source.attachments().isEmpty()) {
            throw new NothingToFile();
        }
        if (source.sheet() == null && source.record().module().equals("documents")) {
            throw new SheetNotPrinted();
        }
        return soFar(source);
    }

    /** What there is of a draft. */
    public List<ItemPart> soFar(Source source) {
        var parts = new ArrayList<ItemPart>();
        if (source.body() != null) {
            parts.add(part("BODY", files.file(source.body())));
        }
        if (source.sealedOfd() != null) {
            parts.add(part("RECORD", files.file(source.sealedOfd())));
        }
        files.files(source.attachments()).forEach(file -> parts.add(part("ATTACHMENT", file)));
        if (source.sheet() != null) {
            parts.add(part("SHEET", files.file(source.sheet())));
        }
        return parts;
    }

    ItemPart trail(Actor actor, Source source) {
        var kept = files.store(
                actor, "办理过程.txt", new ByteArrayInputStream(trailText(source).getBytes(StandardCharsets.UTF_8)));
        files.hold(actor, List.of(kept.id()), source.record());
        return part("TRAIL", kept);
    }

    public String trailText(Source source) {
        var record = source.record().id();
        return TrailText.of(
                source.title(), matters.trail(source.matter(), record), matters.opinions(source.matter(), record));
    }

    private ItemPart part(String kind, StoredFile file) {
        try (var in = files.open(file.id())) {
            var digests = ContentDigests.of(in);
            return new ItemPart(
                    kind, file.name(), file.id(), file.size(), file.sha256(), digests.sm3(), files.pages(file.id()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static final class SheetNotPrinted extends Refusal {
        SheetNotPrinted() {
            super(Kind.CONFLICT, "archives.sheet-not-printed");
        }
    }

    static final class NothingToFile extends Refusal {
        NothingToFile() {
            super(Kind.CONFLICT, "archives.nothing-to-file");
        }
    }
}
