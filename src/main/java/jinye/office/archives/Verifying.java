package jinye.office.archives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Outage;
import jinye.platform.files.Files;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Proves that an item is what was filed: reads every component anew and compares rows and files with the manifest of that day. */
@Component
class Verifying {

    private final ItemList items;
    private final JdbcClient database;
    private final Files files;

    Verifying(ItemList items, JdbcClient database, Files files) {
        this.items = items;
        this.database = database;
        this.files = files;
    }

    Verification verify(Actor actor, long item) {
        var view = items.view(actor, item);
        var manifest = database.sql("select manifest from archives.item where id = ?")
                .param(item)
                .query(String.class)
                .single();
        var said = JsonMapper.shared().readTree(manifest);
        boolean manifestSound =
                Digests.sha256(manifest.getBytes(StandardCharsets.UTF_8)).equals(view.manifestSha256())
                        && said.path("档号").asString("").equals(view.item().archiveNumber())
                        && said.path("题名").asString("").equals(view.item().title())
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
        return new Verification(
                manifestSound && broken.isEmpty(),
                manifestSound,
                broken,
                view.components().size());
    }

    private boolean isWhole(ItemList.ComponentRow component) {
        try (var in = files.open(component.file())) {
            return Digests.sha256(in).equals(component.sha256());
        } catch (IOException | Outage away) {
            return false;
        }
    }
}
