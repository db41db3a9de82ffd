package jinye.office.archives.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.ContentDigests;
import jinye.office.archives.items.Corrections;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.ItemPart;
import jinye.office.archives.items.ItemState;
import jinye.office.archives.items.Verifying;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Items as they lie in the archives, made ready to travel. */
@Component
class PackagedItems {

    private static final Map<String, String> CORRECTED = Map.of(
            "TITLE", "题名",
            "DOCUMENT_NUMBER", "文件编号",
            "RESPONSIBLE", "责任者",
            "DOCUMENT_DATE", "日期",
            "MAIN_TO", "主送",
            "NOTE", "附注");

    private final ItemList items;
    private final Verifying verifying;
    private final Corrections corrections;
    private final Directory directory;
    private final Files files;
    private final JdbcClient database;

    PackagedItems(
            ItemList items,
            Verifying verifying,
            Corrections corrections,
            Directory directory,
            Files files,
            JdbcClient database) {
        this.items = items;
        this.verifying = verifying;
        this.corrections = corrections;
        this.directory = directory;
        this.files = files;
        this.database = database;
    }

    /** @param position of the item in its package, from 1 */
    PackagedItem item(long item, int position) {
        var view = items.kept(item);
        if (view.item().state().equals(ItemState.DESTROYED.name())) {
            throw new NothingLeftToPack(view.item().archiveNumber());
        }
        var number = ArchiveNumber.of(view.item().archiveNumber());
        var manifest = verifying.manifest(item);
        var elements = new LinkedHashMap<String, String>();
        JsonMapper.shared().readTree(manifest).properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                elements.put(entry.getKey(), entry.getValue().asString());
            }
        });
        // what was filed before the manifest named them
        elements.putIfAbsent("全宗号", number.fonds());
        elements.putIfAbsent("年度", Integer.toString(number.year()));
        elements.putIfAbsent("保管期限", number.retention());
        elements.putIfAbsent("机构或问题", number.classCode());
        elements.putIfAbsent("密级", "无");
        var unit = directory.unit(view.unit()).name();
        var acts = new ArrayList<PackagedItem.Act>();
        acts.add(new PackagedItem.Act("归档", view.item().filedAt(), view.item().filedByName(), number.text()));
        // the oldest first: in the end the newest value stands in the elements
        for (var correction : corrections.of(item).stream()
                .sorted(java.util.Comparator.comparing(Corrections.Correction::at))
                .toList()) {
            elements.put(CORRECTED.getOrDefault(correction.field(), correction.term()), correction.newValue());
            acts.add(new PackagedItem.Act(
                    "更正著录",
                    correction.at(),
                    correction.byName(),
                    "%s由“%s”更正为“%s”，理由：%s"
                            .formatted(
                                    correction.term(),
                                    correction.oldValue(),
                                    correction.newValue(),
                                    correction.reason())));
        }
        var agents = new LinkedHashMap<String, String>();
        agents.put("立档单位", unit);
        agents.put("归档人", view.item().filedByName());
        record Signed(byte[] value, byte[] certificate) {}
        var signed = database.sql("select signature, certificate from archives.item where id = ?")
                .param(item)
                .query((row, index) -> new Signed(row.getBytes(1), row.getBytes(2)))
                .single();
        return new PackagedItem(
                elements,
                new RecordId(view.module(), view.document()),
                parts(view, position),
                acts,
                agents,
                manifest,
                signed.value(),
                signed.certificate());
    }

    private List<PackagedItem.Part> parts(ItemList.ItemView view, int position) {
        var folder = "items/%04d/".formatted(position);
        return view.components().stream()
                .map(part -> new PackagedItem.Part(
                        part(part),
                        // 档号 and component number (GB/T 18894-2016)
                        "%s%s-%02d%s"
                                .formatted(
                                        folder,
                                        view.item().archiveNumber(),
                                        part.position(),
                                        part.name().substring(part.name().lastIndexOf('.')))))
                .toList();
    }

    private ItemPart part(ItemList.ComponentRow row) {
        var sm3 = row.sm3();
        return new ItemPart(
                row.kind(),
                row.name(),
                row.file(),
                row.size(),
                row.sha256(),
                sm3 == null || sm3.isEmpty() ? sm3(row.file()) : sm3,
                row.pages());
    }

    private String sm3(long file) {
        try (var in = files.open(file)) {
            return ContentDigests.of(in).sm3();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static final class NothingLeftToPack extends Refusal {
        NothingLeftToPack(String number) {
            super(Kind.CONFLICT, "archives.destroyed", number);
        }
    }
}
