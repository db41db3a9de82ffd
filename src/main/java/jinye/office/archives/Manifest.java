package jinye.office.archives;

import java.util.LinkedHashMap;
import java.util.List;
import jinye.office.documents.DocumentSnapshot;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The list that lies on top of an item: what it is, and of which files it consists. */
final class Manifest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Manifest() {}

    /** DA/T 46-2009, the elements of 文件实体 that this platform knows. */
    static String of(
            ArchiveNumber number,
            DocumentSnapshot document,
            String mainTo,
            String copyTo,
            List<ItemStore.Component> components) {
        var elements = new LinkedHashMap<String, Object>();
        elements.put("档号", number.text());
        elements.put("题名", document.title());
        elements.put("文件编号", document.number() == null ? "" : document.number());
        elements.put("责任者", document.responsible());
        elements.put(
                "日期", document.issueDate() == null ? "" : document.issueDate().toString());
        elements.put("文种", document.kindName());
        elements.put("紧急程度", document.urgency().term());
        elements.put("主送", mainTo);
        elements.put("抄送", copyTo);
        elements.put("密级", "无");
        elements.put("公开属性", document.publicity());
        elements.put("组成", components);
        return JSON.writeValueAsString(elements);
    }

    static String of(ArchiveNumber number, FileRecord command, List<ItemStore.Component> components) {
        var elements = new LinkedHashMap<String, Object>();
        elements.put("档号", number.text());
        elements.put("题名", command.title());
        elements.put("文件编号", command.number() == null ? "" : command.number());
        elements.put("责任者", command.responsible());
        elements.put("日期", command.date().toString());
        elements.put("文种", command.kindName());
        elements.put("密级", "无");
        elements.put("组成", components);
        return JSON.writeValueAsString(elements);
    }
}
