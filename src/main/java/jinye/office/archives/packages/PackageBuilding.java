package jinye.office.archives.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ItemPart;
import jinye.platform.directory.Unit;
import jinye.platform.files.Files;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import org.springframework.stereotype.Component;

/**
 * Writes packages. A package of many items is a zip: a metadata.xml and the files of each item, a manifest with the SM3 of every
 * file, and the unit's signature over the manifest. One item alone can also be an EEP (DA/T 48-2009), with its files inside the XML.
 */
@Component
class PackageBuilding {

    static final String MANIFEST = "manifest.xml";
    static final String SIGNATURE = "signature.p7s";
    static final String METADATA = "metadata.xml";

    /** What an XML in memory can carry. */
    private static final long EEP_MAX = 40L * 1024 * 1024;

    private final Signing signing;
    private final Files files;

    PackageBuilding(Signing signing, Files files) {
        this.signing = signing;
        this.files = files;
    }

    private record Entry(String path, long size, String sm3) {}

    void write(String number, String name, Unit unit, List<PackagedItem> items, Instant at, OutputStream out) {
        var entries = new ArrayList<Entry>();
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            int position = 0;
            for (var item : items) {
                position++;
                var path = "items/%04d/%s".formatted(position, METADATA);
                var metadata = enveloped(ItemXml.signedObject(item, unit.name(), at, null), "")
                        .getBytes(StandardCharsets.UTF_8);
                // nothing leaves that we would not take ourselves
                PackageXml.read(item.archiveNumber(), metadata);
                put(zip, path, metadata);
                entries.add(new Entry(path, metadata.length, Digests.sm3Hex(metadata)));
                for (var part : item.parts()) {
                    zip.putNextEntry(new ZipEntry(part.path()));
                    try (var in = files.open(part.file().file())) {
                        in.transferTo(zip);
                    }
                    zip.closeEntry();
                    entries.add(new Entry(
                            part.path(), part.file().size(), part.file().sm3()));
                }
            }
            var manifest =
                    manifest(number, name, unit, at, items.size(), entries).getBytes(StandardCharsets.UTF_8);
            put(zip, MANIFEST, manifest);
            put(zip, SIGNATURE, signing.signMessage(Holder.unit(unit.id()), Family.SM2, manifest, false));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** 电子文件封装包. */
    String eep(PackagedItem item, Unit unit, Instant at) {
        long size = item.parts().stream().mapToLong(part -> part.file().size()).sum();
        if (size > EEP_MAX) {
            throw new TooLargeForXml(item.archiveNumber(), EEP_MAX >> 20);
        }
        Function<ItemPart, InputStream> contents = part -> files.open(part.file());
        var signed = ItemXml.signedObject(item, unit.name(), at, contents);
        var signature =
                signing.signMessage(Holder.unit(unit.id()), Family.SM2, signed.getBytes(StandardCharsets.UTF_8), false);
        var block = ItemXml.written(xml -> {
            xml.writeStartElement("电子签名块");
            xml.writeDefaultNamespace(PackageXml.SPACE);
            xml.writeStartElement("电子签名");
            ItemXml.element(xml, "签名规则", "CMS（RFC 5652），SM2/SM3，签“被签名对象”的全部字节（UTF-8）");
            ItemXml.element(xml, "签名时间", ItemXml.moment(at));
            ItemXml.element(xml, "签名人", unit.name());
            ItemXml.element(xml, "签名结果", Base64.getEncoder().encodeToString(signature));
            xml.writeEndElement();
            xml.writeEndElement();
        });
        var eep = enveloped(signed, block);
        PackageXml.read(item.archiveNumber(), eep.getBytes(StandardCharsets.UTF_8));
        return eep;
    }

    private static String enveloped(String signed, String block) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <电子文件封装包 xmlns="%s"><封装包格式描述>%s</封装包格式描述><版本>1</版本>%s%s</电子文件封装包>
                """.formatted(PackageXml.SPACE, "按《基于XML的电子文件封装规范》（DA/T 48-2009）的结构封装，元数据按 DA/T 46-2009", signed, block);
    }

    private static String manifest(String number, String name, Unit unit, Instant at, int items, List<Entry> entries) {
        return ItemXml.written(xml -> {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("档案信息包");
            xml.writeDefaultNamespace(PackageXml.SPACE);
            ItemXml.element(xml, "编号", number);
            ItemXml.element(xml, "名称", name);
            ItemXml.element(xml, "全宗号", unit.fonds());
            ItemXml.element(xml, "创建单位", unit.name());
            ItemXml.element(xml, "创建时间", ItemXml.moment(at));
            ItemXml.element(xml, "件数", Integer.toString(items));
            for (var entry : entries) {
                xml.writeEmptyElement("文件");
                xml.writeAttribute("路径", entry.path());
                xml.writeAttribute("大小", Long.toString(entry.size()));
                xml.writeAttribute("SM3", entry.sm3());
            }
            xml.writeEndElement();
        });
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }

    static final class TooLargeForXml extends Refusal {
        TooLargeForXml(String number, long megabytes) {
            super(Kind.CONFLICT, "archives.too-large-for-xml", number, megabytes);
        }
    }
}
