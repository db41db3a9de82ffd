package jinye.platform.workflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The desks by kind. Asked for late: a desk usually needs {@link Matters}, which need the desks. */
@Component
class Desks {

    private final ObjectProvider<MatterDesk> beans;
    private volatile @Nullable Map<String, MatterDesk> byKind;

    Desks(ObjectProvider<MatterDesk> beans) {
        this.beans = beans;
    }

    MatterDesk of(String kind) {
        var desks = all();
        var own = desks.get(kind);
        var desk = own == null ? desks.get(kind.substring(0, kind.indexOf('.'))) : own;
        if (desk == null) {
            throw new IllegalStateException("no desk for the kind " + kind);
        }
        return desk;
    }

    /** SHA-256 of what readers of the matter see: it changes with the title, the number or the desk's content. */
    String pageHash(Matter matter) {
        var page = String.join(
                "\n",
                matter.kind(),
                Long.toString(matter.record()),
                matter.title(),
                matter.number(),
                of(matter.kind()).contentHash(matter.record()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(page.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private Map<String, MatterDesk> all() {
        var known = byKind;
        if (known == null) {
            var found = new HashMap<String, MatterDesk>();
            beans.forEach(desk -> found.put(desk.kind(), desk));
            known = Map.copyOf(found);
            byKind = known;
        }
        return known;
    }
}
