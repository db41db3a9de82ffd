package jinye.platform.papers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import jinye.platform.papers.reading.OfdParts;

/** The parts of an OFD file and how they refer to each other. */
final class OfdPackage {

    private static final String NAMESPACE = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    private static final String PAGE_BOX = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>";
    private static final String MAIN = "OFD.xml";

    private final Map<String, byte[]> parts = new TreeMap<>();
    private final OfdIds ids;
    private final StringBuilder fonts = new StringBuilder();
    private final StringBuilder media = new StringBuilder();
    private final StringBuilder pages = new StringBuilder();
    private int pageCount;

    OfdPackage(OfdIds ids) {
        this.ids = ids;
    }

    void font(int id, String name, byte[] file) {
        fonts.append("""
                <ofd:Font ID="%d" FontName="%s" FamilyName="%s" Charset="unicode"><ofd:FontFile>font_%d.ttf</ofd:FontFile></ofd:Font>""".formatted(id, escape(name), escape(name), id));
        parts.put("Doc_0/Res/font_%d.ttf".formatted(id), file);
    }

    void image(int id, byte[] bytes) {
        boolean jpeg = bytes.length > 1 && (bytes[0] & 255) == 0xFF && (bytes[1] & 255) == 0xD8;
        String file = "image_%d.%s".formatted(id, jpeg ? "jpg" : "png");
        media.append("""
                <ofd:MultiMedia ID="%d" Type="Image" Format="%s"><ofd:MediaFile>%s</ofd:MediaFile></ofd:MultiMedia>""".formatted(id, jpeg ? "JPEG" : "PNG", file));
        parts.put("Doc_0/Res/" + file, bytes);
    }

    void page(CharSequence content) {
        String place = "Pages/Page_%d/Content.xml".formatted(pageCount++);
        pages.append("<ofd:Page ID=\"%d\" BaseLoc=\"%s\"/>".formatted(ids.next(), place));
        put("Doc_0/" + place, """
                <ofd:Page %s><ofd:Area>%s</ofd:Area><ofd:Content><ofd:Layer ID="%d" Type="Body">%s</ofd:Layer></ofd:Content></ofd:Page>""".formatted(NAMESPACE, PAGE_BOX, ids.next(), content));
    }

    byte[] write(String title, String author, Instant created) {
        put(
                "Doc_0/PublicRes.xml",
                "<ofd:Res %s BaseLoc=\"Res\"><ofd:Fonts>%s</ofd:Fonts></ofd:Res>".formatted(NAMESPACE, fonts));
        String resources = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>";
        if (!media.isEmpty()) {
            resources += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>";
            put(
                    "Doc_0/DocumentRes.xml",
                    "<ofd:Res %s BaseLoc=\"Res\"><ofd:MultiMedias>%s</ofd:MultiMedias></ofd:Res>"
                            .formatted(NAMESPACE, media));
        }
        put("Doc_0/Document.xml", """
                <ofd:Document %s><ofd:CommonData><ofd:MaxUnitID>%d</ofd:MaxUnitID><ofd:PageArea>%s</ofd:PageArea>%s</ofd:CommonData><ofd:Pages>%s</ofd:Pages></ofd:Document>""".formatted(NAMESPACE, ids.last(), PAGE_BOX, resources, pages));
        byte[] seed = (title + created).getBytes(StandardCharsets.UTF_8);
        String id = UUID.nameUUIDFromBytes(seed).toString().replace("-", "");
        put(MAIN, """
                <ofd:OFD %s Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>%s</ofd:DocID><ofd:Title>%s</ofd:Title><ofd:Author>%s</ofd:Author><ofd:CreationDate>%s</ofd:CreationDate><ofd:Creator>Jinye</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>""".formatted(
                        NAMESPACE,
                        id,
                        escape(title),
                        escape(author),
                        created.atZone(ZoneOffset.ofHours(8)).toLocalDate()));
        return OfdParts.pack(parts);
    }

    private void put(String name, String xml) {
        parts.put(name, ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml).getBytes(StandardCharsets.UTF_8));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
