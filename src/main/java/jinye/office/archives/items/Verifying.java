package jinye.office.archives.items;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Outage;
import jinye.platform.files.Files;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves that an item is what was filed: reads every component anew, compares rows and files with the manifest of that day, the
 * manifest with the unit's signature, and all of it with the chain.
 */
@Component
public class Verifying {

    private final ItemList items;
    private final Signatures signatures;
    private final Fixation fixation;
    private final Corrections corrections;
    private final JdbcClient database;
    private final Files files;

    Verifying(
            ItemList items,
            Signatures signatures,
            Fixation fixation,
            Corrections corrections,
            JdbcClient database,
            Files files) {
        this.items = items;
        this.signatures = signatures;
        this.fixation = fixation;
        this.corrections = corrections;
        this.database = database;
        this.files = files;
    }

    public Verification verify(Actor actor, long item) {
        return verify(items.view(actor, item));
    }

    /** For the archives' own checks. */
    public Verification kept(long item) {
        return verify(items.kept(item));
    }

    private Verification verify(ItemList.ItemView view) {
        long item = view.item().id();
        var manifest = manifest(item);
        var said = JsonMapper.shared().readTree(manifest);
        var filedTitle = database.sql("select title from archives.item where id = ?")
                .param(item)
                .query(String.class)
                .single();
        boolean manifestSound = ContentDigests.sha256(manifest).equals(view.manifestSha256())
                && said.path("档号").asString("").equals(view.item().archiveNumber())
                && said.path("题名").asString("").equals(filedTitle)
                && said.path("组成").size() == view.components().size();
        var filed = new ArrayList<Map<String, String>>();
        said.path("组成")
                .forEach(component -> filed.add(Map.of(
                        "kind",
                        component.path("kind").asString(""),
                        "sha256",
                        component.path("sha256").asString(""))));
        List<String> broken = view.components().stream()
                .filter(component -> !filed.contains(Map.of("kind", component.kind(), "sha256", component.sha256()))
                        || !isWhole(component))
                .map(ItemList.ComponentRow::name)
                .toList();
        var number = ArchiveNumber.of(view.item().archiveNumber());
        var signature = signatures.judge(item, manifest);
        boolean chained = signature.state() == Signatures.State.ABSENT
                || fixation.holds(number.fonds(), ItemFiling.FILED, number.text(), manifest)
                        && corrections.sound(number, item);
        return new Verification(
                manifestSound && broken.isEmpty() && chained && signature.state() != Signatures.State.BROKEN,
                manifestSound,
                broken,
                view.components().size(),
                signature.state().name(),
                signature.sentence(),
                chained);
    }

    public String manifest(long item) {
        return database.sql("select manifest from archives.item where id = ?")
                .param(item)
                .query(String.class)
                .single();
    }

    private boolean isWhole(ItemList.ComponentRow component) {
        try (var in = files.open(component.file())) {
            return ContentDigests.of(in).sha256().equals(component.sha256());
        } catch (IOException | Outage away) {
            return false;
        }
    }
}
