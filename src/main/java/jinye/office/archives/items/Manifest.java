package jinye.office.archives.items;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The list that lies on top of an item: what it is, and of which files it consists. */
public final class Manifest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Manifest() {}

    /** DA/T 46-2009, the elements of 文件实体 that this platform knows, in the standard's order. */
    public static Map<String, String> elements(ArchiveNumber number, Source source) {
        var elements = new LinkedHashMap<String, String>();
        elements.put("档号", number.text());
        elements.put("全宗号", number.fonds());
        elements.put("年度", Integer.toString(number.year()));
        elements.put("保管期限", number.retention());
        elements.put("机构或问题", number.classCode());
        elements.put("室编件号", "%04d".formatted(number.itemNumber()));
        elements.put("题名", source.title());
        elements.put("文件编号", source.number() == null ? "" : source.number());
        elements.put("责任者", source.responsible());
        elements.put("日期", source.date() == null ? "" : source.date().toString());
        elements.put("文种", source.kindName());
        elements.put("紧急程度", source.urgency());
        elements.put("主送", source.mainTo());
        elements.put("抄送", source.copyTo());
        // this system holds nothing classified (official-documents.md, 密级)
        elements.put("密级", "无");
        elements.put("公开属性", source.publicity());
        return elements;
    }

    static String of(Map<String, String> elements, List<ItemPart> parts) {
        var manifest = new LinkedHashMap<String, Object>(elements);
        manifest.put("组成", parts);
        return JSON.writeValueAsString(manifest);
    }
}
