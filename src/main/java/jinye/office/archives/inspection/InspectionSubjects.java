package jinye.office.archives.inspection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.RecordId;
import jinye.office.archives.items.ArchiveNumber;
import jinye.office.archives.items.ItemComponents;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.ItemPart;
import jinye.office.archives.items.Manifest;
import jinye.office.archives.items.Source;
import jinye.office.archives.items.Verifying;
import jinye.platform.workflow.Matters;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes subjects of what there is to look at. */
@Component
public class InspectionSubjects {

    private final Matters matters;
    private final ItemComponents components;
    private final ItemList items;
    private final Verifying verifying;

    InspectionSubjects(Matters matters, ItemComponents components, ItemList items, Verifying verifying) {
        this.matters = matters;
        this.components = components;
        this.items = items;
        this.verifying = verifying;
    }

    public Subject numbered(Source source, ArchiveNumber number) {
        return of(source, number.text(), Manifest.elements(number, source), components.of(source));
    }

    /** @param parts what there is of it so far */
    public Subject draft(Source source, List<ItemPart> parts) {
        var elements = new LinkedHashMap<String, String>();
        elements.put("题名", source.title());
        elements.put("责任者", source.responsible());
        elements.put("文种", source.kindName());
        if (source.retention() != null) {
            elements.put("保管期限", source.retention());
        }
        return of(source, source.title(), elements, parts);
    }

    private Subject of(Source source, String name, Map<String, String> elements, List<ItemPart> parts) {
        var record = source.record().id();
        return new Subject(
                name,
                source.unit(),
                source.record(),
                source.flow(),
                null,
                elements,
                parts,
                new Subject.Process(
                        matters.trail(source.matter(), record).size(),
                        matters.opinions(source.matter(), record).size()),
                source.title() + "\n" + source.bodyText());
    }

    /** An item as it lies in the archives now, by what its manifest says. */
    public Subject item(long item) {
        var view = items.kept(item);
        var elements = new LinkedHashMap<String, String>();
        var number = ArchiveNumber.of(view.item().archiveNumber());
        elements.put("年度", Integer.toString(number.year()));
        elements.put("保管期限", number.retention());
        elements.put("机构或问题", number.classCode());
        JsonMapper.shared().readTree(verifying.manifest(item)).properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                elements.put(entry.getKey(), entry.getValue().asString());
            }
        });
        return new Subject(
                number.text(),
                view.unit(),
                new RecordId(view.module(), view.document()),
                view.flow(),
                item,
                elements,
                view.components().stream()
                        .map(part -> new ItemPart(
                                part.kind(),
                                part.name(),
                                part.file(),
                                part.size(),
                                part.sha256(),
                                part.sm3() == null ? "" : part.sm3(),
                                part.pages()))
                        .toList(),
                null,
                view.item().title());
    }
}
