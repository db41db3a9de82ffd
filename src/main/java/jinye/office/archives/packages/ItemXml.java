package jinye.office.archives.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.office.archives.items.ItemPart;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** 被签名对象 of DA/T 48-2009: 文件实体块, 业务实体块 and 机构人员实体块 of one item, written and read. */
final class ItemXml {

    /** DA/T 46-2009 in the order of the schema. */
    private static final List<String> ELEMENTS = List.of(
            "档号", "全宗号", "年度", "保管期限", "机构或问题", "室编件号", "题名", "文件编号", "责任者", "日期", "文种", "紧急程度", "主送", "抄送", "密级",
            "公开属性");

    private static final String NOTE = "附注";

    private ItemXml() {}

    /** @param contents what stands inside the XML (an EEP), null when it lies beside it in the package */
    static String signedObject(
            PackagedItem item, String unit, Instant at, @Nullable Function<ItemPart, InputStream> contents) {
        return written(xml -> {
            xml.writeStartElement("被签名对象");
            xml.writeDefaultNamespace(PackageXml.SPACE);
            element(xml, "封装包类型", "原始型");
            element(xml, "封装包类型描述", "本封装包包含电子文件数据及其元数据");
            element(xml, "封装包创建时间", moment(at));
            element(xml, "封装包创建单位", unit);
            xml.writeStartElement("封装内容");
            file(xml, item, contents);
            acts(xml, item);
            agents(xml, item);
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static void file(XMLStreamWriter xml, PackagedItem item, @Nullable Function<ItemPart, InputStream> contents)
            throws XMLStreamException {
        xml.writeStartElement("文件实体块");
        xml.writeStartElement("文件实体");
        element(xml, "聚合层次", "件");
        xml.writeEmptyElement("业务标识");
        xml.writeAttribute("系统", item.source().module());
        xml.writeAttribute("记录", Long.toString(item.source().id()));
        for (var name : ELEMENTS) {
            element(xml, name, item.elements().getOrDefault(name, ""));
        }
        if (item.elements().containsKey(NOTE)) {
            element(xml, NOTE, item.elements().getOrDefault(NOTE, ""));
        }
        int position = 0;
        for (var part : item.parts()) {
            position++;
            part(xml, position, part, contents);
        }
        xml.writeStartElement("归档固化");
        element(xml, "归档目录", item.manifest());
        if (item.signature() != null && item.certificate() != null) {
            element(xml, "签名结果", Base64.getEncoder().encodeToString(item.signature()));
            element(xml, "证书", Base64.getEncoder().encodeToString(item.certificate()));
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void part(
            XMLStreamWriter xml,
            int position,
            PackagedItem.Part part,
            @Nullable Function<ItemPart, InputStream> contents)
            throws XMLStreamException {
        xml.writeStartElement("文档");
        xml.writeAttribute("序号", Integer.toString(position));
        xml.writeAttribute("类型", part.file().kind());
        xml.writeAttribute("计算机文件名", part.file().name());
        if (contents == null) {
            xml.writeAttribute("路径", part.path());
        }
        xml.writeAttribute("大小", Long.toString(part.file().size()));
        xml.writeAttribute("页数", Integer.toString(part.file().pages()));
        xml.writeAttribute("SM3", part.file().sm3());
        if (contents != null) {
            try (var in = contents.apply(part.file())) {
                element(xml, "编码", Base64.getEncoder().encodeToString(in.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        xml.writeEndElement();
    }

    private static void acts(XMLStreamWriter xml, PackagedItem item) throws XMLStreamException {
        xml.writeStartElement("业务实体块");
        for (var act : item.acts()) {
            xml.writeStartElement("业务实体");
            element(xml, "业务行为", act.act());
            element(xml, "行为时间", moment(act.at()));
            element(xml, "行为者", act.by());
            element(xml, "行为描述", act.description());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void agents(XMLStreamWriter xml, PackagedItem item) throws XMLStreamException {
        xml.writeStartElement("机构人员实体块");
        for (var agent : item.agents().entrySet()) {
            xml.writeStartElement("机构人员实体");
            element(xml, "机构人员类型", agent.getKey());
            element(xml, "机构人员名称", agent.getValue());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** What is kept of it; acts and agents stay in the package. @param signed the element 被签名对象, valid by the schema */
    static PackagedItem read(Element signed) {
        var content = PackageXml.at(signed, "封装内容");
        var file = PackageXml.at(content, "文件实体块", "文件实体");
        var elements = new LinkedHashMap<String, String>();
        for (var name : ELEMENTS) {
            elements.put(name, PackageXml.text(file, name));
        }
        var note = PackageXml.text(file, NOTE);
        if (!note.isEmpty()) {
            elements.put(NOTE, note);
        }
        var parts = PackageXml.children(file, "文档").stream()
                .map(part -> new PackagedItem.Part(
                        new ItemPart(
                                part.getAttribute("类型"),
                                part.getAttribute("计算机文件名"),
                                0,
                                Long.parseLong(part.getAttribute("大小")),
                                "",
                                part.getAttribute("SM3"),
                                Integer.parseInt(part.getAttribute("页数"))),
                        part.getAttribute("路径")))
                .toList();
        return new PackagedItem(
                elements, source(file), new ArrayList<>(parts), List.of(), Map.of(), manifest(file), null, null);
    }

    private static RecordId source(Element file) {
        return PackageXml.children(file, "业务标识").stream()
                .findFirst()
                .map(one -> new RecordId(one.getAttribute("系统"), Long.parseLong(one.getAttribute("记录"))))
                .orElse(new RecordId("foreign", 0));
    }

    private static String manifest(Element file) {
        return PackageXml.children(file, "归档固化").stream()
                .findFirst()
                .map(fixed -> PackageXml.text(fixed, "归档目录"))
                .orElse("");
    }

    @FunctionalInterface
    interface Writing {
        void to(XMLStreamWriter xml) throws XMLStreamException;
    }

    static String written(Writing writing) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writing.to(xml);
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    static String moment(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(Moments.ZONE).truncatedTo(ChronoUnit.SECONDS));
    }
}
